import { existingFront, dedicatedAlb, dedicatedPort } from "../fronts/dedicated";
import type { Draft, RunningService } from "../fronts/front";
import { byGroup, byVpc, existingNode, healthCheckOn, isPlaced, isRunning, joinFronts } from "../fronts/front";
import { passedOver } from "../fronts/links";
import type { Spreadable } from "../fronts/nlbs-of-vpc";
import { albWeight, behindExistingNlb, existingAlbTarget, linkedNlbs } from "../fronts/nlbs-of-vpc";
import { sharedAlb } from "../fronts/shared-alb";
import type { WeightedTarget } from "../fronts/spread";
import { albName } from "../naming";
import { sharedAlbHealthPath } from "../reserved";
import type { ServiceSettings, Settings } from "../settings/settings";

/** The ALB of one owner as target; of a group, the first member with a pin decides. */
function albTarget(owner: string, members: readonly RunningService[], crossZone: boolean): WeightedTarget[] {
  const first = members.find(({ pins }) => pins.port !== undefined || pins.nlb !== undefined) ?? members[0];
  if (first === undefined) return [];
  return [
    {
      name: owner,
      service: first.name,
      pins: first.pins,
      target: { kind: "alb", balancer: albName(owner) },
      port: dedicatedPort,
      // A dedicated ALB passes the check on to its service; a shared one answers it by a rule, its default being 404.
      healthCheck: first.group === undefined ? first.healthCheck : healthCheckOn(sharedAlbHealthPath),
      targets: albWeight(crossZone),
    },
  ];
}

function spreadable(vpc: string, services: readonly ServiceSettings[], crossZone: boolean): Spreadable {
  const groups = [...byGroup(services.filter(isRunning))];
  const albs = services.filter(isPlaced);
  const targets = [
    ...groups.flatMap(([owner, members]) => albTarget(owner, members, crossZone)),
    ...albs.map((service) => existingAlbTarget(service, crossZone)),
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
export function restNlbToAlb(settings: Settings): Draft {
  const placed = settings.services.filter(isPlaced);
  const keptNlbs = behindExistingNlb(settings, placed);
  const behindAlb = settings.services.filter((service) => !keptNlbs.some(({ name }) => name === service.name));
  const groups = [...byGroup(settings.services.filter(isRunning))];
  const albs = groups.flatMap(([owner, members]) => {
    const [first] = members;
    if (first === undefined) return [];
    return [first.group === undefined ? dedicatedAlb(first) : sharedAlb(owner, members)];
  });
  const crossZone = settings.crossZoneToAlbs;
  const vpcs = [...byVpc(settings, behindAlb)].map(([vpc, services]) => spreadable(vpc, services, crossZone));
  const front = joinFronts([...albs, existingFront(placed)]);
  const draft = linkedNlbs(settings, front, { suffix: "alb-nlb", crossZone, vpcs }, keptNlbs);
  const passed = passedOver(
    settings.services,
    "option 4 puts ALBs behind the NLB",
    ({ key, value }) => key === "group" || value === "alb",
  );
  return { ...draft, notes: [...passed, ...draft.notes] };
}
