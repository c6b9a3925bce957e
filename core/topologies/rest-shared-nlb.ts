import { existingLoadBalancing } from "../load-balancing/dedicated";
import type { TopologyPlan } from "../load-balancing/load-balancing";
import { byVpc, isExisting, isBalanced } from "../load-balancing/load-balancing";
import { ignoredPreferences } from "../load-balancing/vpc-links";
import { behindExistingNlb, existingAlbTarget, nlbsWithLinks } from "../load-balancing/shared-nlbs";
import { targetCount } from "../load-balancing/target-count";
import { taskTarget } from "../load-balancing/nlb-by-ports";
import { placed } from "../load-balancing/places";
import { transportTo } from "../load-balancing/transport";
import type { Settings } from "../settings/settings";
import { topologyTraits } from "../topology-traits";

/** Option 3: one NLB and one VPC link V1 per VPC, with a listener per service; a further NLB when the first is full. */
export function restSharedNlb(settings: Settings): TopologyPlan {
  const existing = settings.services.filter(isExisting);
  const onExistingNlbs = behindExistingNlb(settings, existing);
  const onSharedNlbs = settings.services.filter((service) => !onExistingNlbs.some(({ name }) => name === service.name));
  const vpcs = [...byVpc(settings, onSharedNlbs)].map(([vpc, services]) => {
    const tasks = placed(services.filter(isBalanced)).map(({ service, serves }) => ({
      serves,
      service: service.name,
      target: { ...taskTarget(service, transportTo(settings, service)), targets: targetCount(settings, service) },
    }));
    const albs = services.filter(isExisting).map((service) => ({
      serves: true,
      service: service.name,
      target: existingAlbTarget(service, true),
    }));
    return { vpc, targets: [...tasks, ...albs] };
  });
  const topologyPlan = nlbsWithLinks(
    settings,
    existingLoadBalancing(existing),
    { suffix: "nlb", crossZone: true, vpcs },
    onExistingNlbs,
  );
  const ignored = ignoredPreferences(
    settings.services,
    topologyTraits[3].ignores.reason,
    ({ value }) => value === "nlb",
  );
  return { ...topologyPlan, notes: [...ignored, ...topologyPlan.notes] };
}
