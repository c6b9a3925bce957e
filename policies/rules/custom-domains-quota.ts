import { countPerRegion } from "../account-counting";
import { ofKind } from "../graph/graph";
import { quotaRule } from "../quota-rule";

/** Both types are the same entity of API Gateway. */
export const customDomainsQuota = quotaRule({
  id: "custom-domains-quota",
  displayName: "Custom domain names per Region",
  quota: "apigateway.customDomains",
  remediation:
    "Map several APIs to one domain name, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) =>
    countPerRegion(
      graph,
      "custom domain names",
      [...ofKind(graph, "httpDomainName"), ...ofKind(graph, "restDomainName")].map((resource) => ({
        resource,
        amount: 1,
      })),
    ),
});
