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
import { nlbByPorts } from "./nlb-by-ports";

/** Targets with what each counts for among an NLB's targets. */
export type WeightedTarget = NlbTarget & { readonly targets: number };

/** An ALB that exists as target of a shared NLB; services behind one listener share the target. */
export function existingAlbTarget(service: ExistingService, crossZone: boolean): WeightedTarget {
  const alb = existingNode(service);
  return {
    name: alb.name,
    pinnedBy: service.name,
    pins: service.pins,
    target: { kind: "alb", balancer: alb.name },
    port: alb.port,
    healthCheck: service.healthCheck,
    targets: albWeight(crossZone),
  };
}

/** NLBs of one VPC with the endpoint of every target. */
interface SharedNlbs {
  readonly balancers: readonly OwnBalancer[];
  readonly endpoints: ReadonlyMap<string, Endpoint & { readonly kind: "listener" }>;
  readonly problems: readonly PlacementProblem[];
  readonly notes: readonly string[];
}

/**
 * Spreads targets over as few NLBs as they need, named `<base>-1`, `<base>-2` and so on.
 *
 * @param place - VPC, base name and cross-zone balancing of the NLBs
 */
function sharedNlbs(place: NlbIdentity, targets: readonly WeightedTarget[], capacity: NlbCapacity): SharedNlbs {
  const { nlbs, problems, unstable } = placeOnNlbs(place.name, targets, capacity);
  const shared = [...nlbs].map(([number, members]) =>
    nlbByPorts({ ...place, name: `${place.name}-${number}`, number }, members),
  );
  const notes = unstable
    ? [
        `unpinned services stand on more than one NLB in ${place.vpc}: a further service may move one; write pins to hold them`,
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

/** Targets of shared NLBs, and which of them leads to each service. */
export interface VpcTargets {
  readonly vpc: string;
  readonly targets: readonly WeightedTarget[];
  readonly targetOf: ReadonlyMap<string, string>;
}

/** Services behind NLBs that exist: they keep their NLB, which gets a link. */
export const behindExistingNlb = (settings: Settings, placed: readonly ExistingService[]) =>
  [...byVpc(settings, placed).values()].flat().filter((service) => existingNode(service).type === "nlb");

/**
 * Shared NLBs for every VPC with one VPC link V1 each.
 *
 * @param front - balancers that stand already, with the endpoints of services behind NLBs that exist
 * @param suffix - of the NLBs' names after the VPC's: `nlb`
 */
export function nlbsWithLinks(
  settings: Settings,
  front: LoadBalancing,
  shared: { readonly suffix: string; readonly crossZone: boolean; readonly vpcs: readonly VpcTargets[] },
  keptNlbs: readonly ExistingService[],
): TopologyPlan {
  const capacity = {
    listeners: quotaValue(settings, "elb.listenersPerNlb"),
    targets: quotaValue(settings, "elb.targetsPerZonePerNlb"),
  };
  const spreads = shared.vpcs.map(({ vpc, targets, targetOf }) => {
    const spread = sharedNlbs({ name: `${vpc}-${shared.suffix}`, vpc, crossZone: shared.crossZone }, targets, capacity);
    const endpoints = [...targetOf].flatMap(([service, target]): [string, Endpoint & { kind: "listener" }][] => {
      const endpoint = spread.endpoints.get(target);
      return endpoint === undefined ? [] : [[service, endpoint]];
    });
    return { ...spread, endpoints };
  });
  const balancers = spreads.flatMap((spread) => spread.balancers);
  const endpoints = spreads.flatMap((spread) => spread.endpoints);
  const links = joinLinks(
    linkPerNlb(balancers, new Map(endpoints.map(([service, endpoint]) => [service, endpoint.balancer]))),
    linkPerExistingNlb(keptNlbs),
  );
  return {
    balancers: [...front.balancers, ...balancers],
    endpoints: new Map([...front.endpoints, ...endpoints]),
    strippedByRule: front.strippedByRule,
    problems: [...front.problems, ...spreads.flatMap((spread) => spread.problems)],
    notes: [...front.notes, ...spreads.flatMap((spread) => spread.notes)],
    ...links,
  };
}
