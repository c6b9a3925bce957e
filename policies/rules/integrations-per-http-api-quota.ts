import { countEach } from "../quota-counting";
import { membersOf } from "../graph/apis";
import { quotaRule } from "../quota-rule";

export const integrationsPerHttpApiQuota = quotaRule({
  id: "integrations-per-http-api-quota",
  displayName: "Integrations per HTTP API",
  quota: "apigateway.integrationsPerHttpApi",
  remediation: "Let the routes of a service share one integration, or split the services between two APIs.",
  count: countEach(
    "integrations of HTTP API",
    "httpApi",
    (graph, api) => membersOf(graph, api, "httpIntegration").length,
  ),
});
