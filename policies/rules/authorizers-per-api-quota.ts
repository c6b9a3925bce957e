import { countMembers } from "../api-counting";
import type { Graph } from "../graph/graph";
import { quotaRule } from "../quota-rule";

export const authorizersPerApiQuota = quotaRule({
  id: "authorizers-per-api-quota",
  displayName: "Authorizers per API",
  quota: "apigateway.authorizersPerApi",
  remediation: "Let routes share authorizers, or request a quota increase and add the new value to the quotas setting.",
  count: (graph: Graph) => [
    ...countMembers("authorizers of HTTP API", "httpApi", "httpAuthorizer")(graph),
    ...countMembers("authorizers of REST API", "restApi", "restAuthorizer")(graph),
  ],
});
