import { countMembers } from "../api-counting";
import { quotaRule } from "../quota-rule";

export const integrationsPerHttpApiQuota = quotaRule({
  id: "integrations-per-http-api-quota",
  displayName: "Integrations per HTTP API",
  quota: "apigateway.integrationsPerHttpApi",
  remediation: "Let the routes of a service share one integration, or split the services between two APIs.",
  count: countMembers("integrations of HTTP API", "httpApi", "httpIntegration"),
});
