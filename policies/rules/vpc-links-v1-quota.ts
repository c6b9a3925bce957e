import { countAll } from "../account-counting";
import { quotaRule } from "../quota-rule";

export const vpcLinksV1Quota = quotaRule({
  id: "vpc-links-v1-quota",
  displayName: "V1 VPC links per Region",
  quota: "apigateway.vpcLinksV1",
  remediation:
    "Share one NLB among services, use V2 VPC links, or request a quota increase and add the new value to the quotas setting.",
  count: countAll("V1 VPC links", "vpcLinkV1"),
});
