import { nlbName } from "../naming";
import type { Settings } from "../settings/settings";
import { dedicatedAlb, dedicatedNlb, existingLoadBalancing } from "./dedicated";
import type { LoadBalancing, RunningService } from "./load-balancing";
import { noLoadBalancing, isExisting, isRunning, joinLoadBalancing } from "./load-balancing";
import type { SharedPlace } from "./places";
import { placed, sharedPlaces, withStandbys } from "./places";
import { sharedAlb } from "./shared-alb";
import { nlbByPorts, taskTarget } from "./nlb-by-ports";
import type { Transport } from "./transport";
import { transportOf } from "./transport";

function groupNlb(group: string, members: readonly RunningService[], transport: Transport): LoadBalancing {
  const name = nlbName(group);
  const { balancer, ports, problems } = nlbByPorts(
    { name, vpc: members[0]?.vpc ?? "", owner: { kind: "groups", name: group }, crossZone: true },
    members.map((service) => taskTarget(service, transport)),
  );
  const endpoints = new Map(
    [...ports].map(([service, port]) => [service, { kind: "listener", balancer: name, port } as const]),
  );
  return { ...noLoadBalancing, balancers: [balancer], endpoints, problems };
}

function loadBalancingOf({ owner, members }: SharedPlace, transport: Transport): LoadBalancing {
  const [first] = members;
  if (first === undefined) return noLoadBalancing;
  const isNlb = first.balancer === "nlb";
  if (first.group === undefined) return isNlb ? dedicatedNlb(first, transport) : dedicatedAlb(first, transport);
  return isNlb ? groupNlb(owner, members, transport) : sharedAlb(owner, members, transport);
}

/**
 * Puts each service behind the load balancer of its `balancer` key, since a VPC link V2 reaches all types. Services
 * with Cloud Map are left out.
 */
export function loadBalancingByPreference(settings: Settings): LoadBalancing {
  const running = placed(settings.services.filter(isRunning));
  const balanced = running.filter(({ service }) => service.balancer !== "cloudMap");
  const shared = sharedPlaces(balanced, ({ balancer }) => (balancer === "nlb" ? "nlb" : "alb"));
  const transport = transportOf(settings);
  const own = shared.map((place) => withStandbys(loadBalancingOf(place, transport), place.standbys));
  return joinLoadBalancing([...own, existingLoadBalancing(settings.services.filter(isExisting))]);
}
