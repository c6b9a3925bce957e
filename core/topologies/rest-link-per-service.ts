import { dedicatedNlb, existingFront } from "../fronts/dedicated";
import type { Draft, Front, PlacedService } from "../fronts/front";
import { emptyFront, existingNode, isPlaced, isRunning, joinFronts } from "../fronts/front";
import { joinLinks, linkPerExistingNlb, linkPerNlb, passedOver } from "../fronts/links";
import { dedicatedPort } from "../fronts/dedicated";
import { listenerName, nlbName } from "../naming";
import type { Settings } from "../settings/settings";

/** An NLB of the service's own before an ALB that exists, since a VPC link V1 leads to NLBs only. */
function nlbBeforeAlb(service: PlacedService): Front {
  const alb = existingNode(service);
  const name = nlbName(service.name);
  const forward = { kind: "forward", targetGroup: name } as const;
  return {
    ...emptyFront,
    balancers: [
      {
        kind: "own",
        type: "nlb",
        name,
        vpc: service.vpc,
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
export function restLinkPerService(settings: Settings): Draft {
  const placed = settings.services.filter(isPlaced);
  const behindNlb = placed.filter((service) => existingNode(service).type === "nlb");
  const behindAlb = placed.filter((service) => existingNode(service).type === "alb");
  const front = joinFronts([
    existingFront(placed),
    ...settings.services.filter(isRunning).map(dedicatedNlb),
    ...behindAlb.map(nlbBeforeAlb),
  ]);
  const owned = settings.services.filter((service) => !behindNlb.some(({ name }) => name === service.name));
  const links = joinLinks(
    linkPerNlb(front.balancers, new Map(owned.map(({ name }) => [name, nlbName(name)]))),
    linkPerExistingNlb(behindNlb),
  );
  const notes = passedOver(settings.services, "option 2 gives each service an NLB", ({ value }) => value === "nlb");
  return { ...front, ...links, notes };
}
