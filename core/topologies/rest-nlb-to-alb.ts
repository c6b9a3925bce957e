import { existingLoadBalancing, dedicatedAlb, dedicatedPort } from "../load-balancing/dedicated";
import type { TopologyPlan, RunningService } from "../load-balancing/load-balancing";
import {
  byGroup,
  byVpc,
  existingNode,
  healthCheckOn,
  isExisting,
  isRunning,
  joinLoadBalancing,
} from "../load-balancing/load-balancing";
import { ignoredPreferences } from "../load-balancing/vpc-links";
import type { VpcTargets } from "../load-balancing/shared-nlbs";
import { behindExistingNlb, existingAlbTarget, nlbsWithLinks } from "../load-balancing/shared-nlbs";
import { albWeight } from "../quotas/alb-weight";
import { sharedAlb } from "../load-balancing/shared-alb";
import type { WeightedTarget } from "../load-balancing/shared-nlbs";
import { albName } from "../naming";
import { sharedAlbHealthPath } from "../reserved";
import type { ServiceSettings, Settings } from "../settings/settings";

/** The ALB of a service or group as target. A group's pins are its own: those of its members place them elsewhere. */
function albTarget(settings: Settings, owner: string, first: RunningService): WeightedTarget {
  const shared = first.group !== undefined;
  const ownPins = settings.groups.find(({ name }) => name === owner)?.pins ?? {};
  return {
    name: owner,
    pinnedBy: owner,
    pins: shared ? ownPins : first.pins,
    target: { kind: "alb", balancer: albName(owner) },
    port: dedicatedPort,
    // A dedicated ALB passes the check on to its service; a shared one answers it by a rule, its default being 404.
    healthCheck: shared ? healthCheckOn(sharedAlbHealthPath) : first.healthCheck,
    targets: albWeight(settings.crossZoneToAlbs),
  };
}

function spreadable(settings: Settings, vpc: string, services: readonly ServiceSettings[]): VpcTargets {
  const groups = [...byGroup(services.filter(isRunning))];
  const albs = services.filter(isExisting);
  const targets = [
    ...groups.flatMap(([owner, members]) => members.slice(0, 1).map((first) => albTarget(settings, owner, first))),
    ...albs.map((service) => existingAlbTarget(service, settings.crossZoneToAlbs)),
  ];
  return {
    vpc,
    targets: [...new Map(targets.map((target) => [target.name, target])).values()],
    targetOf: new Map([
      ...groups.flatMap(([owner, members]) => members.map(({ name }) => [name, owner] as const)),
      ...albs.map((service) => [service.name, existingNode(service).name] as const),
    ]),
  };
}

/** Option 4: one NLB and one VPC link V1 per VPC, whose targets are the services' ALBs; a further NLB when it is full. */
export function restNlbToAlb(settings: Settings): TopologyPlan {
  const placed = settings.services.filter(isExisting);
  const keptNlbs = behindExistingNlb(settings, placed);
  const behindAlb = settings.services.filter((service) => !keptNlbs.some(({ name }) => name === service.name));
  const groups = [...byGroup(settings.services.filter(isRunning))];
  const albs = groups.flatMap(([owner, members]) => {
    const [first] = members;
    if (first === undefined) return [];
    return [first.group === undefined ? dedicatedAlb(first) : sharedAlb(owner, members)];
  });
  const vpcs = [...byVpc(settings, behindAlb)].map(([vpc, services]) => spreadable(settings, vpc, services));
  const front = joinLoadBalancing([...albs, existingLoadBalancing(placed)]);
  const draft = nlbsWithLinks(
    settings,
    front,
    { suffix: "front", crossZone: settings.crossZoneToAlbs, vpcs },
    keptNlbs,
  );
  const passed = ignoredPreferences(
    settings.services,
    "option 4 puts ALBs behind the NLB",
    ({ key, value }) => key === "group" || value === "alb",
  );
  return { ...draft, notes: [...passed, ...draft.notes] };
}
