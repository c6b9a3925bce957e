import { albName, listenerName, nlbName } from "../naming";
import { dedicatedPriorities } from "../placement/priorities";
import type { OwnBalancer, RuleNode } from "../plan";
import type { Shifting } from "./shifting";
import { shiftingOf, testRules } from "./shifting";
import type { LoadBalancing, ExistingService, BalancedService } from "./load-balancing";
import { noLoadBalancing, existingNode } from "./load-balancing";
import { taskGroup } from "./task-groups";
import type { Transport } from "./transport";

/**
 * Rules of a dedicated ALB, between whose target groups ECS moves requests. It changes rules of an ALB, and the ARN of the
 * default action is not known: https://github.com/hashicorp/terraform-provider-aws/issues/43932
 */
function rulesOf(listener: string, service: BalancedService, { action }: Shifting): readonly RuleNode[] {
  const production: RuleNode = {
    name: `${listener}-production`,
    priority: dedicatedPriorities.production,
    paths: ["/*"],
    action,
  };
  return [...testRules(service, { ...production, name: listener }, dedicatedPriorities.test), production];
}

function dedicated(service: BalancedService, type: "alb" | "nlb", transport: Transport): LoadBalancing {
  const name = type === "alb" ? albName(service.name) : nlbName(service.name);
  const { port } = transport;
  const targetGroup = taskGroup(name, type, service);
  const shifting = shiftingOf(service, targetGroup);
  const listener = listenerName(name, port);
  const forward = { kind: "forward", targetGroup: targetGroup.name } as const;
  const balancer: OwnBalancer = {
    kind: "own",
    type,
    name,
    vpc: service.vpc,
    owner: { kind: "services", name: service.name },
    crossZone: true,
    listeners: [
      {
        name: listener,
        port,
        ...transport[type],
        defaultAction: type === "nlb" && shifting !== undefined ? shifting.action : forward,
        rules: type === "nlb" || shifting === undefined ? [] : rulesOf(listener, service, shifting),
      },
    ],
    targetGroups: [targetGroup, ...(shifting === undefined ? [] : [shifting.alternate])],
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
