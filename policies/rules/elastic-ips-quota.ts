import { countAll } from "../account-counting";
import { quotaRule } from "../quota-rule";

export const elasticIpsQuota = quotaRule({
  id: "elastic-ips-quota",
  displayName: "Elastic IPs per Region",
  quota: "ec2.elasticIps",
  remediation:
    "Use one NAT gateway per VPC, use VPC endpoints instead, or request a quota increase and add the new value to the quotas setting.",
  count: countAll("Elastic IPs", "elasticIp"),
});
