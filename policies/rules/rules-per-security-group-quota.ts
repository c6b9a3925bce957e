import { quotaRule } from "../quota-rule";
import { countSecurityGroupRules } from "../security-rule-counting";

/** Counts separate and inline rules, for each direction, also of groups outside the stack. */
export const rulesPerSecurityGroupQuota = quotaRule({
  id: "rules-per-security-group-quota",
  displayName: "Rules per security group and direction",
  quota: "vpc.rulesPerSecurityGroup",
  remediation:
    "Split the rules among several security groups, or request a quota increase and add the new value to the quotas setting.",
  count: countSecurityGroupRules,
});
