import { albName, listenerName, nlbName } from "../naming";
import type { OwnBalancer } from "../plan";
import type { LoadBalancing, ExistingService, BalancedService } from "./load-balancing";
import { noLoadBalancing, existingNode } from "./load-balancing";
import { taskGroup } from "./task-groups";
import type { Transport } from "./transport";

function dedicated(service: BalancedService, type: "alb" | "nlb", transport: Transport): LoadBalancing {
  const name = type === "alb" ? albName(service.name) : nlbName(service.name);
  const { port } = transport;
  const targetGroup = taskGroup(name, type, service);
  const balancer: OwnBalancer = {
    kind: "own",
    type,
    name,
    vpc: service.vpc,
    owner: { kind: "services", name: service.name },
    crossZone: true,
    listeners: [
      {
        name: listenerName(name, port),
        port,
        ...transport[type],
        defaultAction: { kind: "forward", targetGroup: targetGroup.name },
        rules: [],
      },
    ],
    targetGroups: [targetGroup],
  };
  const endpoint = { kind: "listener", balancer: name, port } as const;
  return { ...noLoadBalancing, balancers: [balancer], endpoints: new Map([[service.name, endpoint]]) };
}

/** A dedicated ALB, which forwards all requests to one service. */
export const dedicatedAlb = (service: BalancedService, transport: Transport) => dedicated(service, "alb", transport);

/** A dedicated NLB, which forwards all requests to one service. */
export const dedicatedNlb = (service: BalancedService, transport: Transport) => dedicated(service, "nlb", transport);

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
