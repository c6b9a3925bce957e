import { quotaRule } from "../quota-rule";
import { countPerVpc } from "../vpc-counting";

export const subnetsPerVpcQuota = quotaRule({
  id: "subnets-per-vpc-quota",
  displayName: "Subnets per VPC",
  quota: "vpc.subnetsPerVpc",
  remediation: "Use another VPC, or request a quota increase and add the new value to the quotas setting.",
  count: countPerVpc("subnets", "subnet"),
});
