import { ofKind } from "../graph/graph";
import { securityGroupsOf } from "../graph/vpcs";
import { quotaRule } from "../quota-rule";

export const securityGroupsPerInterfaceQuota = quotaRule({
  id: "security-groups-per-interface-quota",
  displayName: "Security groups per network interface",
  quota: "vpc.securityGroupsPerInterface",
  scope: "resource",
  remediation: "Join some of the groups, or have AWS raise the quota and give it in the settings.",
  count: (graph) =>
    (["ecsService", "loadBalancer", "vpcLinkV2"] as const)
      .flatMap((kind) => ofKind(graph, kind))
      .map((at) => ({ at, used: securityGroupsOf(graph, at).references.length, what: `security groups of ${at.name}` }))
      .filter(({ used }) => used > 0),
});
