import { dedicatedNlb, existingLoadBalancing } from "../load-balancing/dedicated";
import type { TopologyPlan, LoadBalancing, ExistingService } from "../load-balancing/load-balancing";
import {
  noLoadBalancing,
  existingNode,
  isExisting,
  isBalanced,
  joinLoadBalancing,
} from "../load-balancing/load-balancing";
import { joinLinks, linkPerExistingNlb, linkPerNlb, ignoredPreferences } from "../load-balancing/vpc-links";
import { albGroup, albListenerOf } from "../load-balancing/nlb-by-ports";
import { placed, withStandbys } from "../load-balancing/places";
import { transportTo } from "../load-balancing/transport";
import { listenerName, nlbName, targetGroupName } from "../naming";
import type { Settings } from "../settings/settings";
import { topologyTraits } from "../topology-traits";

/** A dedicated NLB in front of an existing ALB, because a VPC link V1 connects to NLBs only. */
function nlbBeforeAlb(service: ExistingService): LoadBalancing {
  const alb = existingNode(service);
  const name = nlbName(service.name);
  // The group and the listener for TLS exist beside those for plain text while requests move.
  const [port, targetGroup] = alb.protocol === "HTTPS" ? [443, targetGroupName(name, alb.name)] : [80, name];
  const forward = { kind: "forward", targetGroup } as const;
  return {
    ...noLoadBalancing,
    balancers: [
      {
        kind: "own",
        type: "nlb",
        name,
        vpc: service.vpc,
        owner: { kind: "services", name: service.name },
        crossZone: false,
        listeners: [
          {
            name: listenerName(name, port),
            port,
            protocol: "TCP",
            defaultAction: forward,
            rules: [],
          },
        ],
        targetGroups: [albGroup(targetGroup, albListenerOf(alb), service.healthCheck)],
      },
    ],
    endpoints: new Map([[service.name, { kind: "listener", balancer: name, port }]]),
  };
}

/** Option 2: one NLB and one VPC link V1 for each service. */
export function restLinkPerService(settings: Settings): TopologyPlan {
  const existing = settings.services.filter(isExisting);
  const behindNlb = existing.filter((service) => existingNode(service).type === "nlb");
  const behindAlb = existing.filter((service) => existingNode(service).type === "alb");
  const loadBalancing = joinLoadBalancing([
    existingLoadBalancing(existing),
    ...placed(settings.services.filter(isBalanced)).map(({ service, serves }) =>
      withStandbys(
        dedicatedNlb(service, transportTo(settings, service)),
        serves ? new Set<string>() : new Set([service.name]),
      ),
    ),
    ...behindAlb.map(nlbBeforeAlb),
  ]);
  const onOwnNlb = settings.services.filter((service) => !behindNlb.some(({ name }) => name === service.name));
  const links = joinLinks(
    linkPerNlb(loadBalancing.balancers, new Map(onOwnNlb.map(({ name }) => [name, nlbName(name)]))),
    linkPerExistingNlb(behindNlb),
  );
  const notes = ignoredPreferences(settings.services, topologyTraits[2].ignores.reason, ({ value }) => value === "nlb");
  return { ...loadBalancing, ...links, notes };
}
