import { countEach } from "../quota-counting";
import { membersOf } from "../graph/apis";
import { quotaRule } from "../quota-rule";

export const routesPerHttpApiQuota = quotaRule({
  id: "routes-per-http-api-quota",
  displayName: "Routes per HTTP API",
  quota: "apigateway.routesPerHttpApi",
  scope: "resource",
  remediation:
    "Use greedy paths, split the services over two APIs, or have AWS raise the quota and give it in the settings.",
  count: countEach("routes of HTTP API", "httpApi", (graph, api) => membersOf(graph, api, "httpRoute").length),
});
