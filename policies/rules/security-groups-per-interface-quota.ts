import { ofKind } from "../graph/graph";
import { securityGroupsOf } from "../graph/vpcs";
import { quotaRule } from "../quota-rule";

export const securityGroupsPerInterfaceQuota = quotaRule({
  id: "security-groups-per-interface-quota",
  displayName: "Security groups per network interface",
  quota: "vpc.securityGroupsPerInterface",
  scope: "resource",
  remediation:
    "Merge some of the security groups, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) =>
    (["ecsService", "loadBalancer", "vpcLinkV2"] as const)
      .flatMap((kind) => ofKind(graph, kind))
      .map((at) => ({ at, used: securityGroupsOf(graph, at).references.length, what: `security groups of ${at.name}` }))
      .filter(({ used }) => used > 0),
});
