import { countEach } from "../quota-counting";
import { membersOf } from "../graph/apis";
import { quotaRule } from "../quota-rule";

export const routesPerHttpApiQuota = quotaRule({
  id: "routes-per-http-api-quota",
  displayName: "Routes per HTTP API",
  quota: "apigateway.routesPerHttpApi",
  remediation:
    "Use greedy paths, split the services between two APIs, or request a quota increase and add the new value to the quotas setting.",
  count: countEach("routes of HTTP API", "httpApi", (graph, api) => membersOf(graph, api, "httpRoute").length),
});
