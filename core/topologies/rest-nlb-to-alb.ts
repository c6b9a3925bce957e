import { existingLoadBalancing, dedicatedAlb } from "../load-balancing/dedicated";
import type { LoadBalancing, TopologyPlan, BalancedService } from "../load-balancing/load-balancing";
import { albGroup } from "../load-balancing/nlb-by-ports";
import type { ListenerPlace } from "../load-balancing/places";
import { listenerPlaces, placed, sharedPlaces, withStandbys } from "../load-balancing/places";
import { byVpc, healthCheckOn, isExisting, isBalanced, joinLoadBalancing } from "../load-balancing/load-balancing";
import { ignoredPreferences } from "../load-balancing/vpc-links";
import type { VpcTargets } from "../load-balancing/shared-nlbs";
import { behindExistingNlb, existingAlbTarget, nlbsWithLinks } from "../load-balancing/shared-nlbs";
import { albWeight } from "../quotas/alb-weight";
import { sharedAlb } from "../load-balancing/shared-alb";
import type { WeightedTarget } from "../load-balancing/shared-nlbs";
import { transportTo } from "../load-balancing/transport";
import { albName, firstName } from "../naming";
import { sharedAlbHealthPath } from "../reserved";
import type { ServiceSettings, Settings } from "../settings/settings";
import { topologyTraits } from "../topology-traits";

/** The ALB of a service or service group as target. A group has its own pins; those of its members place rules. */
function albTarget(settings: Settings, owner: string, first: BalancedService): WeightedTarget {
  const shared = first.group !== undefined;
  const ownPins = settings.groups.find(({ name }) => name === owner)?.pins ?? {};
  const { port, pin, alb } = transportTo(settings, first);
  const listener = { balancer: albName(owner), port, protocol: alb.protocol };
  return {
    name: owner,
    firstName: shared ? owner : firstName(first),
    pinnedBy: owner,
    pins: shared ? ownPins : first.pins,
    pin,
    // AWS allows only TCP before an ALB, which ends TLS.
    accepts: { protocol: "TCP" },
    // A target group cannot change its port, so that the port for TLS needs another one. No service has a name that
    // begins with a digit.
    ...(alb.protocol === "HTTPS" ? { groupName: `${port}-${owner}` } : {}),
    // A dedicated ALB forwards the health check to its service. A shared ALB answers it with a rule, because its
    // default action returns 404.
    targetGroup: (name) => albGroup(name, listener, shared ? healthCheckOn(sharedAlbHealthPath) : first.healthCheck),
    targets: albWeight(settings.crossZoneToAlbs),
  };
}

/** Services by the listener of an ALB that they share; option 4 has no other load balancers in front of tasks. */
const albPlaces = (services: readonly ServiceSettings[]) =>
  sharedPlaces(placed(services.filter(isBalanced)), () => "alb").flatMap(listenerPlaces);

function targetsInVpc(settings: Settings, vpc: string, services: readonly ServiceSettings[]): VpcTargets {
  const own = albPlaces(services).flatMap(({ owner, members, standbys }) =>
    members.slice(0, 1).flatMap((first) => {
      const target = albTarget(settings, owner, first);
      return members.map(({ name }) => ({ serves: !standbys.has(name), service: name, target }));
    }),
  );
  const existing = services.filter(isExisting).map((service) => ({
    serves: true,
    service: service.name,
    target: existingAlbTarget(service, settings.crossZoneToAlbs),
  }));
  return { vpc, targets: [...own, ...existing] };
}

function albOf(settings: Settings, { owner, members, standbys }: ListenerPlace): readonly LoadBalancing[] {
  const [first] = members;
  if (first === undefined) return [];
  const transport = transportTo(settings, first);
  const alb = first.group === undefined ? dedicatedAlb(first, transport) : sharedAlb(owner, members, transport);
  return [withStandbys(alb, standbys)];
}

/** Option 4: one NLB and one VPC link V1 per VPC, with ALBs as targets; a further NLB when the first is full. */
export function restNlbToAlb(settings: Settings): TopologyPlan {
  const existing = settings.services.filter(isExisting);
  const onExistingNlbs = behindExistingNlb(settings, existing);
  const onSharedNlbs = settings.services.filter((service) => !onExistingNlbs.some(({ name }) => name === service.name));
  const albs = albPlaces(settings.services).flatMap((place) => albOf(settings, place));
  const vpcs = [...byVpc(settings, onSharedNlbs)].map(([vpc, services]) => targetsInVpc(settings, vpc, services));
  const loadBalancing = joinLoadBalancing([...albs, existingLoadBalancing(existing)]);
  const topologyPlan = nlbsWithLinks(
    settings,
    loadBalancing,
    { suffix: "front", crossZone: settings.crossZoneToAlbs, vpcs },
    onExistingNlbs,
  );
  const ignored = ignoredPreferences(
    settings.services,
    topologyTraits[4].ignores.reason,
    ({ key, value }) => key === "group" || value === "alb",
  );
  return { ...topologyPlan, notes: [...ignored, ...topologyPlan.notes] };
}
