import { countElements } from "../quota-counting";
import { quotaRule } from "../quota-rule";

export const scopesPerRouteQuota = quotaRule({
  id: "scopes-per-route-quota",
  displayName: "Scopes per route of an HTTP API",
  quota: "apigateway.scopesPerRoute",
  remediation: "Let several clients share a scope, or divide the route by methods or paths.",
  count: countElements("scopes of route", "httpRoute", "authorizationScopes"),
});
