import { countAll } from "../quota-counting";
import { quotaRule } from "../quota-rule";

export const elasticIpsQuota = quotaRule({
  id: "elastic-ips-quota",
  displayName: "Elastic IPs per Region",
  quota: "ec2.elasticIps",
  scope: "region",
  remediation:
    "Use one NAT gateway per VPC, or VPC endpoints instead, or have AWS raise the quota and give it in the settings.",
  count: countAll("Elastic IPs", "elasticIp"),
});
