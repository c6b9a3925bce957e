import { balancerType } from "../graph/load-balancers";
import { countEach } from "../quota-counting";
import { albsBehind } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { groupsOf, tasksOf } from "../graph/targets";
import { known, readBoolean } from "../graph/value";
import { quotaRule } from "../quota-rule";
import { albTargetWeight } from "../quotas";

function weightedTargets(graph: Graph, nlb: Resource): number {
  const crossZone = known(readBoolean(nlb, "enableCrossZoneLoadBalancing")) === true;
  const weight = crossZone ? albTargetWeight.crossZoneOn : albTargetWeight.crossZoneOff;
  return groupsOf(graph, nlb).reduce(
    (sum, group) => sum + albsBehind(graph, group).length * weight + tasksOf(graph, group),
    0,
  );
}

/** An ALB counts as 50 or 100 targets of an NLB; tasks count at their autoscaling maximum. */
export const targetsPerNlbQuota = quotaRule({
  id: "targets-per-nlb-quota",
  displayName: "Targets per NLB and Availability Zone",
  quota: "elb.targetsPerZonePerNlb",
  scope: "resource",
  remediation:
    "Move some targets to another NLB, or request a quota increase and add the new value to the quotas setting.",
  count: countEach(
    "targets of NLB",
    "loadBalancer",
    weightedTargets,
    (balancer) => balancerType(balancer) === "network",
  ),
});
