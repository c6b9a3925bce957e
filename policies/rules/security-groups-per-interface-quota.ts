import { ofKind } from "../graph/graph";
import { securityGroupsOf } from "../graph/vpcs";
import { quotaRule } from "../quota-rule";
import type { Usage } from "../quota-rule";

export const securityGroupsPerInterfaceQuota = quotaRule({
  id: "security-groups-per-interface-quota",
  displayName: "Security groups per network interface",
  quota: "vpc.securityGroupsPerInterface",
  remediation:
    "Merge some of the security groups, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) =>
    (["ecsService", "loadBalancer", "vpcEndpoint", "vpcLinkV2"] as const)
      .flatMap((kind) => ofKind(graph, kind))
      .flatMap((at): readonly Usage[] => {
        const { references, exact } = securityGroupsOf(graph, at);
        const what = `security groups of ${at.name}`;
        if (references.length === 0) return [];
        const open = { most: references.length, needs: `the security groups of ${at.name}` };
        return [exact ? { at, used: references.length, what } : { at, used: 0, what, open }];
      }),
});
