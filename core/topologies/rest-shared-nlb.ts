import { existingLoadBalancing } from "../load-balancing/dedicated";
import type { TopologyPlan } from "../load-balancing/load-balancing";
import { byVpc, existingNode, isExisting, isRunning } from "../load-balancing/load-balancing";
import { ignoredPreferences } from "../load-balancing/vpc-links";
import { behindExistingNlb, existingAlbTarget, nlbsWithLinks } from "../load-balancing/shared-nlbs";
import { taskTarget } from "../load-balancing/nlb-by-ports";
import type { Settings } from "../settings/settings";
import { maxTasks } from "../tasks";

/** Option 3: one NLB and one VPC link V1 per VPC, a listener and port for each service; a further NLB when it is full. */
export function restSharedNlb(settings: Settings): TopologyPlan {
  const placed = settings.services.filter(isExisting);
  const keptNlbs = behindExistingNlb(settings, placed);
  const spreadable = settings.services.filter((service) => !keptNlbs.some(({ name }) => name === service.name));
  const vpcs = [...byVpc(settings, spreadable)].map(([vpc, services]) => {
    const running = services.filter(isRunning);
    const albs = services.filter(isExisting);
    const targets = [
      ...running.map((service) => ({ ...taskTarget(service), targets: maxTasks(service.runtime.task) })),
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
  const draft = nlbsWithLinks(
    settings,
    existingLoadBalancing(placed),
    { suffix: "nlb", crossZone: true, vpcs },
    keptNlbs,
  );
  const passed = ignoredPreferences(
    settings.services,
    "option 3 puts all services of a VPC behind one NLB",
    ({ value }) => value === "nlb",
  );
  return { ...draft, notes: [...passed, ...draft.notes] };
}
