import { albWeight } from "../quotas/alb-weight";
import type { NlbCapacity } from "../placement/nlbs";
import { placeOnNlbs } from "../placement/nlbs";
import type { Endpoint, OwnBalancer } from "../plan";
import type { PlacementProblem } from "../problem";
import { quotaValue } from "../quotas/limits";
import type { Settings } from "../settings/settings";
import type { TopologyPlan, LoadBalancing, ExistingService } from "./load-balancing";
import { byVpc, existingNode } from "./load-balancing";
import { joinLinks, linkPerExistingNlb, linkPerNlb } from "./vpc-links";
import type { NlbIdentity, NlbTarget } from "./nlb-by-ports";
import { albGroup, albListenerOf, beforeAlb, nlbByPorts } from "./nlb-by-ports";

/** A target with the number that it counts for in the quota of targets per NLB. */
export type WeightedTarget = NlbTarget & { readonly targets: number };

/** An existing ALB as target of a shared NLB; services behind the same listener share the target. */
export function existingAlbTarget(service: ExistingService, crossZone: boolean): WeightedTarget {
  const alb = existingNode(service);
  const listener = albListenerOf(alb);
  return {
    name: alb.name,
    pinnedBy: service.name,
    pins: service.pins,
    ...beforeAlb(listener),
    targetGroup: (name) => albGroup(name, listener, service.healthCheck),
    targets: albWeight(crossZone),
  };
}

/** NLBs of one VPC with the endpoint of each target. */
interface SharedNlbs {
  readonly balancers: readonly OwnBalancer[];
  readonly endpoints: ReadonlyMap<string, Endpoint & { readonly kind: "listener" }>;
  readonly problems: readonly PlacementProblem[];
  readonly notes: readonly string[];
}

/**
 * Spreads targets over as few NLBs as possible, named `<base>-1`, `<base>-2` and so on.
 *
 * @param base - base name, VPC and cross-zone load balancing of the NLBs
 */
function sharedNlbs(base: NlbIdentity, targets: readonly WeightedTarget[], capacity: NlbCapacity): SharedNlbs {
  const { nlbs, problems, unstable } = placeOnNlbs(base.name, targets, capacity);
  const shared = [...nlbs].map(([number, members]) =>
    nlbByPorts({ ...base, name: `${base.name}-${number}`, number }, members),
  );
  const notes = unstable
    ? [
        `unpinned services use more than one NLB in VPC ${base.vpc}: adding a service may move them; pin them with the command place`,
      ]
    : [];
  return {
    balancers: shared.map(({ balancer }) => balancer),
    endpoints: new Map(
      shared.flatMap(({ balancer, ports }) =>
        [...ports].map(([owner, port]) => [owner, { kind: "listener", balancer: balancer.name, port }] as const),
      ),
    ),
    problems: [...problems, ...shared.flatMap((nlb) => nlb.problems)],
    notes,
  };
}

/** Targets of the shared NLBs of a VPC, and the target of each service and of each standby. */
export interface VpcTargets {
  readonly vpc: string;
  readonly targets: readonly WeightedTarget[];
  readonly targetOf: ReadonlyMap<string, string>;
  readonly standbyTargetOf: ReadonlyMap<string, string>;
}

/** The endpoint of each service, by the target of the service. */
const endpointsOf = (targetOf: ReadonlyMap<string, string>, nlbs: SharedNlbs) =>
  [...targetOf].flatMap(([service, target]): [string, Endpoint & { kind: "listener" }][] => {
    const endpoint = nlbs.endpoints.get(target);
    return endpoint === undefined ? [] : [[service, endpoint]];
  });

/** Services behind existing NLBs. They keep their NLB, which gets a VPC link. */
export const behindExistingNlb = (settings: Settings, existing: readonly ExistingService[]) =>
  [...byVpc(settings, existing).values()].flat().filter((service) => existingNode(service).type === "nlb");

/**
 * Shared NLBs for each VPC, with one VPC link V1 per NLB.
 *
 * @param loadBalancing - load balancers planned so far, with the endpoints of services behind existing NLBs
 * @param shared - targets by VPC; the NLBs are named `<vpc>-<suffix>-<number>`
 * @param onExistingNlbs - services behind existing NLBs
 */
export function nlbsWithLinks(
  settings: Settings,
  loadBalancing: LoadBalancing,
  shared: { readonly suffix: string; readonly crossZone: boolean; readonly vpcs: readonly VpcTargets[] },
  onExistingNlbs: readonly ExistingService[],
): TopologyPlan {
  const capacity = {
    listeners: quotaValue(settings, "elb.listenersPerNlb"),
    targets: quotaValue(settings, "elb.targetsPerZonePerNlb"),
  };
  const perVpc = shared.vpcs.map(({ vpc, targets, targetOf, standbyTargetOf }) => {
    const nlbs = sharedNlbs({ name: `${vpc}-${shared.suffix}`, vpc, crossZone: shared.crossZone }, targets, capacity);
    return { ...nlbs, endpoints: endpointsOf(targetOf, nlbs), standbyEndpoints: endpointsOf(standbyTargetOf, nlbs) };
  });
  const balancers = perVpc.flatMap(({ balancers }) => balancers);
  const endpoints = perVpc.flatMap(({ endpoints }) => endpoints);
  const links = joinLinks(
    linkPerNlb(balancers, new Map(endpoints.map(([service, endpoint]) => [service, endpoint.balancer]))),
    linkPerExistingNlb(onExistingNlbs),
  );
  return {
    balancers: [...loadBalancing.balancers, ...balancers],
    endpoints: new Map([...loadBalancing.endpoints, ...endpoints]),
    standbyEndpoints: new Map(perVpc.flatMap(({ standbyEndpoints }) => standbyEndpoints)),
    strippedByRule: loadBalancing.strippedByRule,
    problems: [...loadBalancing.problems, ...perVpc.flatMap(({ problems }) => problems)],
    notes: [...loadBalancing.notes, ...perVpc.flatMap(({ notes }) => notes)],
    ...links,
  };
}
