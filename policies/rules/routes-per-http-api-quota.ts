import { countMembers } from "../api-counting";
import { quotaRule } from "../quota-rule";

export const routesPerHttpApiQuota = quotaRule({
  id: "routes-per-http-api-quota",
  displayName: "Routes per HTTP API",
  quota: "apigateway.routesPerHttpApi",
  remediation:
    "Use greedy paths, split the services between two APIs, or request a quota increase and add the new value to the quotas setting.",
  count: countMembers("routes of HTTP API", "httpApi", "httpRoute"),
});
