import { balancerType } from "../graph/balancers";
import { albsBehind, servicesOf, targetGroupsOfBalancer } from "../graph/forwarding";
import { ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { mostTasks } from "../graph/tasks";
import { known, readBoolean } from "../graph/value";
import { quotaRule } from "../quota-rule";
import { albTargetWeight } from "../quotas";

function targetsOf(graph: Graph, nlb: Resource): number {
  const weight =
    known(readBoolean(nlb, "enableCrossZoneLoadBalancing")) === true
      ? albTargetWeight.crossZoneOn
      : albTargetWeight.crossZoneOff;
  const groups = targetGroupsOfBalancer(graph, nlb).flatMap((group) =>
    group.kind === "resource" ? [group.resource] : [],
  );
  const tasks = groups.flatMap((group) => servicesOf(graph, group)).map((service) => mostTasks(graph, service));
  return (
    groups.flatMap((group) => albsBehind(graph, group)).length * weight + tasks.reduce((sum, count) => sum + count, 0)
  );
}

/** An ALB weighs 50 or 100 of an NLB's targets; tasks count at their autoscaling maximum. */
export const targetsPerNlbQuota = quotaRule({
  id: "targets-per-nlb-quota",
  displayName: "Targets per NLB and zone",
  quota: "elb.targetsPerZonePerNlb",
  scope: "resource",
  remediation: "Put some of the targets behind a further NLB, or have AWS raise the quota and give it in the settings.",
  count: (graph) =>
    ofKind(graph, "loadBalancer")
      .filter((balancer) => balancerType(balancer) === "network")
      .map((at) => ({ at, used: targetsOf(graph, at), what: `targets of NLB ${at.name}` })),
});
