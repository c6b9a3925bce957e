import { albWeight } from "../quotas/alb-weight";
import type { NlbCapacity } from "../placement/nlbs";
import { placeOnNlbs } from "../placement/nlbs";
import type { OwnBalancer } from "../plan";
import type { Endpoint } from "../plan-api";
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
    firstName: alb.name,
    pinnedBy: service.name,
    pins: service.pins,
    ...beforeAlb(listener),
    targetGroup: (name) => albGroup(name, listener, service.healthCheck),
    targets: albWeight(crossZone),
  };
}

type ListenerEndpoint = Endpoint & { readonly kind: "listener" };

/** NLBs of one VPC with the endpoint of each target. */
interface SharedNlbs {
  readonly balancers: readonly OwnBalancer[];
  readonly endpointOf: (target: NlbTarget) => ListenerEndpoint | undefined;
  readonly problems: readonly PlacementProblem[];
  readonly notes: readonly string[];
}

/** A target and one of the services behind it. */
interface ServiceTarget {
  readonly service: string;
  /** Whether its requests arrive here; otherwise this is the standby. */
  readonly serves: boolean;
  readonly target: WeightedTarget;
}

const keyOf = ({ name, pin }: NlbTarget) => `${name} ${pin}`;

/**
 * Targets that choose an NLB, and those that follow: the second target of a service or ALB that is only a standby is on
 * the NLB of the first. If it counted too, it could move other services to the next NLB for one update.
 */
function byChoice(all: readonly ServiceTarget[]) {
  const each = [...new Map(all.map(({ target }) => [keyOf(target), target])).values()];
  const serving = all.filter(({ serves }) => serves).map(({ target }) => target);
  const [keys, names] = [new Set(serving.map(keyOf)), new Set(serving.map(({ name }) => name))];
  const follows = (target: WeightedTarget) => !keys.has(keyOf(target)) && names.has(target.name);
  return { choosing: each.filter((target) => !follows(target)), following: each.filter(follows) };
}

/**
 * Spreads targets over as few NLBs as possible, named `<base>-1`, `<base>-2` and so on.
 *
 * @param base - base name, VPC and cross-zone load balancing of the NLBs
 */
function sharedNlbs(base: NlbIdentity, all: readonly ServiceTarget[], capacity: NlbCapacity): SharedNlbs {
  const { choosing, following } = byChoice(all);
  const { nlbs, problems, unstable } = placeOnNlbs(base.name, choosing, capacity);
  const shared = [...nlbs].map(([number, members]) => {
    const joining = following.filter(({ name }) => members.some((member) => member.name === name));
    const targets = [...members, ...joining];
    return { targets, ...nlbByPorts({ ...base, name: `${base.name}-${number}`, number }, targets) };
  });
  const endpoints = new Map(
    shared.flatMap(({ balancer, targets, portOf }) =>
      targets.flatMap((target) => {
        const port = portOf(target);
        return port === undefined
          ? []
          : [[keyOf(target), { kind: "listener", balancer: balancer.name, port } as const] as const];
      }),
    ),
  );
  const notes = unstable
    ? [
        `unpinned services use more than one NLB in VPC ${base.vpc}: adding a service may move them; pin them with the command place`,
      ]
    : [];
  return {
    balancers: shared.map(({ balancer }) => balancer),
    endpointOf: (target) => endpoints.get(keyOf(target)),
    problems: [...problems, ...shared.flatMap((nlb) => nlb.problems)],
    notes,
  };
}

/** Targets of the shared NLBs of a VPC: of each service, and of each standby. */
export interface VpcTargets {
  readonly vpc: string;
  readonly targets: readonly ServiceTarget[];
}

/** The endpoint of each service, by its target. */
const endpointsOf = (targets: readonly ServiceTarget[], nlbs: SharedNlbs) =>
  targets.flatMap(({ service, target }): [string, ListenerEndpoint][] => {
    const endpoint = nlbs.endpointOf(target);
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
  const perVpc = shared.vpcs.map(({ vpc, targets }) => {
    const nlbs = sharedNlbs({ name: `${vpc}-${shared.suffix}`, vpc, crossZone: shared.crossZone }, targets, capacity);
    const [serving, standbys] = [targets.filter(({ serves }) => serves), targets.filter(({ serves }) => !serves)];
    return { ...nlbs, endpoints: endpointsOf(serving, nlbs), standbyEndpoints: endpointsOf(standbys, nlbs) };
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
