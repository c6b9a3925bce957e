import { ofKind } from "../graph/graph";
import { quotaRule } from "../quota-rule";

/** HTTP and REST APIs use the same links, so one count covers both. */
export const vpcLinksV2Quota = quotaRule({
  id: "vpc-links-v2-quota",
  displayName: "V2 VPC links per Region",
  quota: "apigateway.vpcLinksV2",
  scope: "region",
  remediation:
    "Share one V2 VPC link per VPC between integrations, or have AWS raise the quota and give it in the settings.",
  count: (graph) => {
    const links = ofKind(graph, "vpcLinkV2");
    const last = links.at(-1);
    return last === undefined ? [] : [{ at: last, used: links.length, what: "V2 VPC links" }];
  },
});
