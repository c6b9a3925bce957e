import { ofKind } from "../graph/graph";
import { quotaRule } from "../quota-rule";

/** HTTP and REST APIs share V2 links, so one count covers both. */
export const vpcLinksV2Quota = quotaRule({
  id: "vpc-links-v2-quota",
  displayName: "V2 VPC links per Region",
  quota: "apigateway.vpcLinksV2",
  scope: "region",
  remediation:
    "Share one V2 VPC link per VPC among integrations, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) => {
    const links = ofKind(graph, "vpcLinkV2");
    const last = links.at(-1);
    return last === undefined ? [] : [{ at: last, used: links.length, what: "V2 VPC links" }];
  },
});
