import { ofKind } from "../graph/graph";
import { groupRulesOf } from "../graph/security-groups";
import { quotaRule } from "../quota-rule";

/** Counts separate and inline rules, for each direction. */
export const rulesPerSecurityGroupQuota = quotaRule({
  id: "rules-per-security-group-quota",
  displayName: "Rules per security group and direction",
  quota: "vpc.rulesPerSecurityGroup",
  scope: "resource",
  remediation:
    "Split the rules among several security groups, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) =>
    ofKind(graph, "securityGroup").flatMap((at) =>
      (["ingress", "egress"] as const).map((direction) => ({
        at,
        used: groupRulesOf(graph, at, direction).length,
        what: `${direction} rules of ${at.name}`,
      })),
    ),
});
