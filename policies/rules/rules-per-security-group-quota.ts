import { ofKind } from "../graph/graph";
import { groupRulesOf } from "../graph/security-groups";
import { quotaRule } from "../quota-rule";

/** Separate and inline rules, each direction by itself. */
export const rulesPerSecurityGroupQuota = quotaRule({
  id: "rules-per-security-group-quota",
  displayName: "Rules per security group and direction",
  quota: "vpc.rulesPerSecurityGroup",
  scope: "resource",
  remediation:
    "Spread what the group admits over several groups, or have AWS raise the quota and give it in the settings.",
  count: (graph) =>
    ofKind(graph, "securityGroup").flatMap((at) =>
      (["ingress", "egress"] as const).map((direction) => ({
        at,
        used: groupRulesOf(graph, at, direction).length,
        what: `${direction} rules of ${at.name}`,
      })),
    ),
});
