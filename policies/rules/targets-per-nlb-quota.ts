import { countOnBalancers, groupsBehind } from "../balancer-counting";
import { attachmentsOf, servicesOf } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { albAttachmentsOf } from "../graph/targets";
import { mostTasks } from "../graph/tasks";
import type { UsedBalancer } from "../graph/used-balancers";
import { subnetsOf } from "../graph/vpcs";
import { quotaRule } from "../quota-rule";
import { albTargetWeight } from "../quota-units";

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Tasks of a service in one zone: ECS spreads them evenly among the subnets of the service. */
const tasksPerZone = (graph: Graph, service: Resource) =>
  Math.ceil(mostTasks(graph, service) / Math.max(1, subnetsOf(graph, service).references.length));

/**
 * Targets that a target group counts for. With cross-zone load balancing, the targets of all zones count together, and
 * an ALB counts as 100 instead of 50. A target that no service registers is in an unknown zone.
 */
function targetsOf(graph: Graph, group: Resource, crossZone: boolean): number {
  const albs = albAttachmentsOf(graph, group).length;
  const others = attachmentsOf(graph, group).length - albs;
  const tasks = servicesOf(graph, group).map((service) =>
    crossZone ? mostTasks(graph, service) : tasksPerZone(graph, service),
  );
  const weight = crossZone ? albTargetWeight.crossZoneOn : albTargetWeight.crossZoneOff;
  return albs * weight + sum(tasks) + (crossZone ? others : Math.min(others, 1));
}

function weightedTargets(graph: Graph, nlb: UsedBalancer) {
  const groups = groupsBehind(graph, nlb);
  const used = sum(groups.map((group) => targetsOf(graph, group, nlb.crossZone ?? false)));
  const most = sum(groups.map((group) => targetsOf(graph, group, true)));
  const others = groups.some((group) => attachmentsOf(graph, group).length > albAttachmentsOf(graph, group).length);
  if (nlb.crossZone === undefined)
    return { used, open: { most, needs: `whether NLB ${nlb.name} has cross-zone load balancing` } };
  return others && !nlb.crossZone
    ? { used, open: { most, needs: `the zones of the targets of NLB ${nlb.name}` } }
    : { used };
}

/**
 * Tasks count at their autoscaling maximum.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
 */
export const targetsPerNlbQuota = quotaRule({
  id: "targets-per-nlb-quota",
  displayName: "Targets per NLB and Availability Zone",
  quota: "elb.targetsPerZonePerNlb",
  remediation:
    "Move some targets to another NLB, or request a quota increase and add the new value to the quotas setting.",
  count: countOnBalancers("targets of", "network", weightedTargets),
});
