import { countAll } from "../quota-counting";
import { quotaRule } from "../quota-rule";

export const vpcLinksV1Quota = quotaRule({
  id: "vpc-links-v1-quota",
  displayName: "V1 VPC links per Region",
  quota: "apigateway.vpcLinksV1",
  scope: "region",
  remediation:
    "Put several services behind one NLB, use V2 links, or have AWS raise the quota and give it in the settings.",
  count: countAll("V1 VPC links", "vpcLinkV1"),
});
