import { albName, listenerName, nlbName } from "../naming";
import type { OwnBalancer } from "../plan";
import type { LoadBalancing, ExistingService, RunningService } from "./load-balancing";
import { noLoadBalancing, existingNode } from "./load-balancing";
import { taskGroup } from "./task-groups";

/** Listener port of a load balancer with a single owner. */
export const dedicatedPort = 80;

function dedicated(service: RunningService, type: "alb" | "nlb"): LoadBalancing {
  const name = type === "alb" ? albName(service.name) : nlbName(service.name);
  const protocol = type === "alb" ? "HTTP" : "TCP";
  const balancer: OwnBalancer = {
    kind: "own",
    type,
    name,
    vpc: service.vpc,
    owner: { kind: "services", name: service.name },
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
    targetGroups: [taskGroup(name, type, service)],
  };
  const endpoint = { kind: "listener", balancer: name, port: dedicatedPort } as const;
  return { ...noLoadBalancing, balancers: [balancer], endpoints: new Map([[service.name, endpoint]]) };
}

/** A dedicated ALB, which forwards all requests to one service. */
export const dedicatedAlb = (service: RunningService) => dedicated(service, "alb");

/** A dedicated NLB, which forwards all requests to one service. */
export const dedicatedNlb = (service: RunningService) => dedicated(service, "nlb");

/** The existing load balancers of services, with one node per listener. */
export function existingLoadBalancing(services: readonly ExistingService[]): LoadBalancing {
  const nodes = services.map((service) => ({ service, node: existingNode(service) }));
  return {
    ...noLoadBalancing,
    balancers: [...new Map(nodes.map(({ node }) => [node.name, node])).values()],
    endpoints: new Map(
      nodes.map(({ service, node }) => [service.name, { kind: "listener", balancer: node.name, port: node.port }]),
    ),
  };
}
