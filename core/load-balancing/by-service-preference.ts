import { nlbName } from "../naming";
import type { Endpoint } from "../plan-api";
import type { Settings } from "../settings/settings";
import { dedicatedAlb, dedicatedNlb, existingLoadBalancing } from "./dedicated";
import type { LoadBalancing } from "./load-balancing";
import { noLoadBalancing, isExisting, isBalanced, joinLoadBalancing } from "./load-balancing";
import type { ListenerPlace, SharedPlace } from "./places";
import { listenerPlaces, placed, sharedPlaces, withStandbys } from "./places";
import { sharedAlb } from "./shared-alb";
import { nlbByPorts, taskTarget } from "./nlb-by-ports";
import { transportTo } from "./transport";

function groupNlb(settings: Settings, { owner: group, members }: SharedPlace): LoadBalancing {
  const name = nlbName(group);
  const targets = members.map(({ service, serves }) => ({
    serves,
    target: taskTarget(service, transportTo(settings, service)),
  }));
  const { balancer, portOf, problems } = nlbByPorts(
    { name, vpc: members[0]?.service.vpc ?? "", owner: { kind: "groups", name: group }, crossZone: true },
    targets.map(({ target }) => target),
  );
  const endpoints = targets.flatMap(({ serves, target }) => {
    const port = portOf(target);
    const endpoint: Endpoint = { kind: "listener", balancer: name, port: port ?? 0 };
    return port === undefined ? [] : [{ serves, entry: [target.name, endpoint] as const }];
  });
  const [serving, standbys] = [endpoints.filter(({ serves }) => serves), endpoints.filter(({ serves }) => !serves)];
  return {
    ...noLoadBalancing,
    balancers: [balancer],
    endpoints: new Map(serving.map(({ entry }) => entry)),
    standbyEndpoints: new Map(standbys.map(({ entry }) => entry)),
    problems,
  };
}

function atListener(settings: Settings, { owner, members, standbys }: ListenerPlace): LoadBalancing {
  const [first] = members;
  if (first === undefined) return noLoadBalancing;
  const transport = transportTo(settings, first);
  if (first.group !== undefined) return withStandbys(sharedAlb(owner, members, transport), standbys);
  return withStandbys((first.balancer === "nlb" ? dedicatedNlb : dedicatedAlb)(first, transport), standbys);
}

function loadBalancingOf(settings: Settings, place: SharedPlace): LoadBalancing {
  const first = place.members[0]?.service;
  if (first?.group !== undefined && first.balancer === "nlb") return groupNlb(settings, place);
  return joinLoadBalancing(listenerPlaces(place).map((each) => atListener(settings, each)));
}

/**
 * Puts each service behind the load balancer of its `balancer` key, since a VPC link V2 reaches all types. Services
 * with Cloud Map are left out.
 */
export function loadBalancingByPreference(settings: Settings): LoadBalancing {
  const running = placed(settings.services.filter(isBalanced));
  const balanced = running.filter(({ service }) => service.balancer !== "cloudMap");
  const shared = sharedPlaces(balanced, ({ balancer }) => (balancer === "nlb" ? "nlb" : "alb"));
  const own = shared.map((place) => loadBalancingOf(settings, place));
  return joinLoadBalancing([...own, existingLoadBalancing(settings.services.filter(isExisting))]);
}
