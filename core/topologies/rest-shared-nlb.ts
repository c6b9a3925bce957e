import { existingFront } from "../fronts/dedicated";
import type { Draft } from "../fronts/front";
import { byVpc, existingNode, isPlaced, isRunning, mostTasks } from "../fronts/front";
import { passedOver } from "../fronts/links";
import { behindExistingNlb, existingAlbTarget, linkedNlbs } from "../fronts/nlbs-of-vpc";
import { taskTarget } from "../fronts/shared-nlb";
import type { Settings } from "../settings/settings";

/** Option 3: one NLB and one VPC link V1 per VPC, a listener and port for each service; a further NLB when it is full. */
export function restSharedNlb(settings: Settings): Draft {
  const placed = settings.services.filter(isPlaced);
  const keptNlbs = behindExistingNlb(settings, placed);
  const spreadable = settings.services.filter((service) => !keptNlbs.some(({ name }) => name === service.name));
  const vpcs = [...byVpc(settings, spreadable)].map(([vpc, services]) => {
    const running = services.filter(isRunning);
    const albs = services.filter(isPlaced);
    const targets = [
      ...running.map((service) => ({ ...taskTarget(service), targets: mostTasks(service) })),
      ...albs.map((service) => existingAlbTarget(service, true)),
    ];
    return {
      vpc,
      targets: [...new Map(targets.map((target) => [target.name, target])).values()],
      targetOf: new Map([
        ...running.map(({ name }) => [name, name] as const),
        ...albs.map((service) => [service.name, existingNode(service).name] as const),
      ]),
    };
  });
  const draft = linkedNlbs(settings, existingFront(placed), { suffix: "nlb", crossZone: true, vpcs }, keptNlbs);
  const passed = passedOver(
    settings.services,
    "option 3 puts all services of a VPC behind one NLB",
    ({ value }) => value === "nlb",
  );
  return { ...draft, notes: [...passed, ...draft.notes] };
}
