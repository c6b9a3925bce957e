import { albName, listenerName, targetGroupName } from "../naming";
import { healthRulePriority, placePriorities, testPriority } from "../placement/priorities";
import type { OwnBalancer, RuleNode } from "../plan";
import { sharedAlbHealthPath } from "../reserved";
import type { LoadBalancing, BalancedService } from "./load-balancing";
import { noLoadBalancing } from "./load-balancing";
import { shiftingOf, testRules } from "./shifting";
import { taskGroup } from "./task-groups";
import type { Transport } from "./transport";

/** Patterns for a path and all paths below it; not `/p*`, which would also match `/pq`. */
const patterns = (path: string) => (path === "/" ? ["/*"] : [path, `${path}/*`]);

/**
 * One ALB for the services of a service group, with a path rule for each service. Other requests get status 404.
 *
 * @param group - name of the service group
 * @param members - services of the group behind one listener, all in the same VPC
 */
export function sharedAlb(group: string, members: readonly BalancedService[], transport: Transport): LoadBalancing {
  const name = albName(group);
  const { port } = transport;
  const listener = listenerName(name, port);
  const { slots, problems } = placePriorities(name, members);
  const health: RuleNode = {
    name: `${listener}-health`,
    priority: healthRulePriority,
    paths: [sharedAlbHealthPath],
    action: { kind: "respond", statusCode: 200 },
  };
  const behind = members.map((service) => {
    const targetGroup = taskGroup(targetGroupName(name, service.name), "alb", service);
    return { service, targetGroup, shifting: shiftingOf(service, targetGroup) };
  });
  const rules = behind.flatMap(({ service, targetGroup, shifting }): RuleNode[] => {
    const production: RuleNode = {
      name: `${listener}-${service.name}`,
      priority: slots.get(service.name) ?? 0,
      paths: patterns(service.path),
      stripPrefix: service.stripPrefix && service.path !== "/" ? service.path : undefined,
      action: shifting?.action ?? { kind: "forward", targetGroup: targetGroup.name },
    };
    return [...testRules(service, production, testPriority(production.priority)), production];
  });
  const balancer: OwnBalancer = {
    kind: "own",
    type: "alb",
    name,
    vpc: members[0]?.vpc ?? "",
    owner: { kind: "groups", name: group },
    crossZone: true,
    listeners: [
      {
        name: listener,
        port,
        ...transport.alb,
        defaultAction: { kind: "respond", statusCode: 404 },
        rules: [health, ...rules].sort((a, b) => a.priority - b.priority),
      },
    ],
    targetGroups: behind.flatMap(({ targetGroup, shifting }) => [
      targetGroup,
      ...(shifting === undefined ? [] : [shifting.alternate]),
    ]),
  };
  return {
    ...noLoadBalancing,
    balancers: [balancer],
    endpoints: new Map(members.map((service) => [service.name, { kind: "listener", balancer: name, port }])),
    strippedByRule: new Set(members.filter(({ stripPrefix }) => stripPrefix).map((service) => service.name)),
    problems,
  };
}
