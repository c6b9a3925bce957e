import { countAll } from "../account-counting";
import { quotaRule } from "../quota-rule";

/** HTTP and REST APIs share V2 links, so one count covers both. */
export const vpcLinksV2Quota = quotaRule({
  id: "vpc-links-v2-quota",
  displayName: "V2 VPC links per Region",
  quota: "apigateway.vpcLinksV2",
  remediation:
    "Share one V2 VPC link per VPC among integrations, or request a quota increase and add the new value to the quotas setting.",
  count: countAll("V2 VPC links", "vpcLinkV2"),
});
