import { dedicatedNlb, existingLoadBalancing } from "../load-balancing/dedicated";
import type { TopologyPlan, LoadBalancing, ExistingService } from "../load-balancing/load-balancing";
import {
  noLoadBalancing,
  existingNode,
  isExisting,
  isRunning,
  joinLoadBalancing,
} from "../load-balancing/load-balancing";
import { joinLinks, linkPerExistingNlb, linkPerNlb, ignoredPreferences } from "../load-balancing/vpc-links";
import { dedicatedPort } from "../load-balancing/dedicated";
import { listenerName, nlbName } from "../naming";
import type { Settings } from "../settings/settings";

/** An NLB of the service's own before an ALB that exists, since a VPC link V1 leads to NLBs only. */
function nlbBeforeAlb(service: ExistingService): LoadBalancing {
  const alb = existingNode(service);
  const name = nlbName(service.name);
  const forward = { kind: "forward", targetGroup: name } as const;
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
            name: listenerName(name, dedicatedPort),
            port: dedicatedPort,
            protocol: "TCP",
            defaultAction: forward,
            rules: [],
          },
        ],
        targetGroups: [
          {
            name,
            protocol: "TCP",
            port: alb.port,
            target: { kind: "alb", balancer: alb.name },
            healthCheck: service.healthCheck,
          },
        ],
      },
    ],
    endpoints: new Map([[service.name, { kind: "listener", balancer: name, port: dedicatedPort }]]),
  };
}

/** Option 2: one NLB and one VPC link V1 for each service. */
export function restLinkPerService(settings: Settings): TopologyPlan {
  const placed = settings.services.filter(isExisting);
  const behindNlb = placed.filter((service) => existingNode(service).type === "nlb");
  const behindAlb = placed.filter((service) => existingNode(service).type === "alb");
  const front = joinLoadBalancing([
    existingLoadBalancing(placed),
    ...settings.services.filter(isRunning).map(dedicatedNlb),
    ...behindAlb.map(nlbBeforeAlb),
  ]);
  const owned = settings.services.filter((service) => !behindNlb.some(({ name }) => name === service.name));
  const links = joinLinks(
    linkPerNlb(front.balancers, new Map(owned.map(({ name }) => [name, nlbName(name)]))),
    linkPerExistingNlb(behindNlb),
  );
  const notes = ignoredPreferences(
    settings.services,
    "option 2 gives each service an NLB",
    ({ value }) => value === "nlb",
  );
  return { ...front, ...links, notes };
}
