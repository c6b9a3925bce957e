import { nlbName } from "../naming";
import type { Settings } from "../settings/settings";
import { dedicatedAlb, dedicatedNlb, existingFront } from "./dedicated";
import type { Front, RunningService } from "./front";
import { byGroup, emptyFront, isPlaced, isRunning, joinFronts } from "./front";
import { sharedAlb } from "./shared-alb";
import { sharedNlb, taskTarget } from "./shared-nlb";

function groupNlb(group: string, members: readonly RunningService[]): Front {
  const name = nlbName(group);
  const { balancer, ports, problems } = sharedNlb(
    { name, vpc: members[0]?.vpc ?? "", crossZone: true },
    members.map(taskTarget),
  );
  const endpoints = new Map(
    [...ports].map(([service, port]) => [service, { kind: "listener", balancer: name, port } as const]),
  );
  return { ...emptyFront, balancers: [balancer], endpoints, problems };
}

function frontOf(owner: string, members: readonly RunningService[]): Front {
  const [first] = members;
  if (first === undefined) return emptyFront;
  if (first.group === undefined) return first.balancer === "nlb" ? dedicatedNlb(first) : dedicatedAlb(first);
  return first.balancer === "nlb" ? groupNlb(owner, members) : sharedAlb(owner, members);
}

/**
 * Each service behind the balancer that it asks for: where a VPC link V2 leads, any will do. Services listed by Cloud
 * Map are left out.
 */
export function preferredFront(settings: Settings): Front {
  const running = settings.services.filter(isRunning).filter(({ balancer }) => balancer !== "cloudMap");
  const own = [...byGroup(running)].map(([owner, members]) => frontOf(owner, members));
  return joinFronts([...own, existingFront(settings.services.filter(isPlaced))]);
}
