import { countElements } from "../quota-counting";
import { quotaRule } from "../quota-rule";

export const audiencesPerAuthorizerQuota = quotaRule({
  id: "audiences-per-authorizer-quota",
  displayName: "Audiences per authorizer of an HTTP API",
  quota: "apigateway.audiencesPerAuthorizer",
  remediation: "Let several clients share an audience, or divide the routes among several authorizers.",
  count: countElements("audiences of authorizer", "httpAuthorizer", "jwtConfiguration.audiences"),
});
