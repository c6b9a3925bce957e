import { albName, listenerName, nlbName } from "../naming";
import type { OwnBalancer } from "../plan";
import type { Front, PlacedService, RunningService } from "./front";
import { emptyFront, existingNode } from "./front";

/** Listener port of balancers that serve one owner. */
export const dedicatedPort = 80;

function dedicated(service: RunningService, type: "alb" | "nlb"): Front {
  const name = type === "alb" ? albName(service.name) : nlbName(service.name);
  const protocol = type === "alb" ? "HTTP" : "TCP";
  const balancer: OwnBalancer = {
    kind: "own",
    type,
    name,
    vpc: service.vpc,
    crossZone: true,
    listeners: [
      {
        name: listenerName(name, dedicatedPort),
        port: dedicatedPort,
        protocol,
        defaultAction: { kind: "forward", targetGroup: name },
        rules: [],
      },
    ],
    targetGroups: [
      {
        name,
        protocol,
        port: service.runtime.task.containerPort,
        target: { kind: "service", service: service.name },
        healthCheck: service.healthCheck,
      },
    ],
  };
  const endpoint = { kind: "listener", balancer: name, port: dedicatedPort } as const;
  return { ...emptyFront, balancers: [balancer], endpoints: new Map([[service.name, endpoint]]) };
}

/** An ALB of the service's own that forwards everything to it. */
export const dedicatedAlb = (service: RunningService) => dedicated(service, "alb");

/** An NLB of the service's own. */
export const dedicatedNlb = (service: RunningService) => dedicated(service, "nlb");

/** The balancers that services stand behind already, each listener once. */
export function existingFront(services: readonly PlacedService[]): Front {
  const nodes = services.map((service) => ({ service, node: existingNode(service) }));
  return {
    ...emptyFront,
    balancers: [...new Map(nodes.map(({ node }) => [node.name, node])).values()],
    endpoints: new Map(
      nodes.map(({ service, node }) => [service.name, { kind: "listener", balancer: node.name, port: node.port }]),
    ),
  };
}
