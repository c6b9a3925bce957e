import { countPerRegion } from "../account-counting";
import { ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { vpcOf } from "../graph/vpcs";
import { quotaRule } from "../quota-rule";

/** A resource for the default group of a VPC of the stack adopts the group that the VPC brings. */
const isAdopted = (graph: Graph, group: Resource) =>
  group.type.includes(":DefaultSecurityGroup") && vpcOf(graph, group).kind === "resource";

/**
 * Every VPC has a default security group, which counts too.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 */
export const securityGroupsPerRegionQuota = quotaRule({
  id: "security-groups-per-region-quota",
  displayName: "Security groups per Region",
  quota: "vpc.securityGroupsPerRegion",
  remediation:
    "Let services share security groups, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) =>
    countPerRegion(
      graph,
      "security groups",
      [...ofKind(graph, "securityGroup").filter((group) => !isAdopted(graph, group)), ...ofKind(graph, "vpc")].map(
        (resource) => ({ resource, amount: 1 }),
      ),
    ),
});
