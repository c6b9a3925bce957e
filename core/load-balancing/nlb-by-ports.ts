import { firstName, listenerName, targetGroupName } from "../naming";
import type { PortOwner } from "../placement/ports";
import type { Ports } from "../placement/ports";
import { placePorts } from "../placement/ports";
import type { ExistingBalancerNode, ListenerNode, OwnBalancer, TargetGroupNode } from "../plan";
import type { PlacementProblem } from "../problem";
import type { HealthCheck } from "../settings/settings";
import type { BalancedService } from "./load-balancing";
import type { Shifting } from "./shifting";
import { shiftingOf } from "./shifting";
import { taskGroup } from "./task-groups";
import type { Accepts, Transport } from "./transport";

/** Target of one listener of an NLB. */
export interface NlbTarget extends PortOwner {
  readonly accepts: Accepts;
  /** Part of the name of its target group; by default, the name of the target. */
  readonly groupName?: string;
  /** Its target group, by the name of the group. */
  readonly targetGroup: (name: string) => TargetGroupNode;
  /** What it has beside its target group, if ECS moves its requests. */
  readonly shifting?: (primary: TargetGroupNode) => Shifting | undefined;
}

/** The tasks or the endpoint of a service as target of a shared NLB. */
export const taskTarget = (service: BalancedService, { pin, nlb }: Transport): NlbTarget => ({
  name: service.name,
  firstName: firstName(service),
  pinnedBy: service.name,
  pins: service.pins,
  pin,
  accepts: nlb,
  targetGroup: (name) => taskGroup(name, "nlb", service),
  shifting: (primary) => shiftingOf(service, primary),
});

/** Listener of an ALB that is the target of an NLB. */
export interface AlbListener {
  readonly balancer: string;
  readonly port: number;
  readonly protocol: ListenerNode["protocol"];
}

/** The listener of an existing ALB. */
export const albListenerOf = ({ name: balancer, port, protocol }: ExistingBalancerNode): AlbListener => ({
  balancer,
  port,
  protocol,
});

/**
 * Target group for one ALB. The NLB passes TLS on, and its health check has to suit the listener of the ALB.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html
 */
export const albGroup = (name: string, alb: AlbListener, healthCheck: HealthCheck): TargetGroupNode => ({
  name,
  protocol: "TCP",
  port: alb.port,
  target: { kind: "alb", balancer: alb.balancer },
  healthCheck,
  ...(alb.protocol === "HTTPS" ? { healthCheckProtocol: "HTTPS" } : {}),
});

/** What the listener of an NLB before an existing ALB needs: AWS allows only TCP there, so that the ALB ends TLS. */
export const beforeAlb = ({ protocol }: AlbListener) =>
  ({ pin: protocol === "HTTPS" ? "tlsPort" : "port", accepts: { protocol: "TCP" } }) as const;

/** An NLB with the listener port of each target. */
export interface NlbByPorts {
  readonly balancer: OwnBalancer;
  readonly portOf: Ports["portOf"];
  readonly problems: readonly PlacementProblem[];
}

/** An NLB without its listeners and target groups. */
export type NlbIdentity = Pick<OwnBalancer, "name" | "vpc" | "owner" | "number" | "crossZone">;

/** One NLB with a listener and a target group for each target. */
export function nlbByPorts(nlb: NlbIdentity, targets: readonly NlbTarget[]): NlbByPorts {
  const { portOf, problems } = placePorts(nlb.name, targets);
  const listening = targets.flatMap((target) => {
    const port = portOf(target);
    if (port === undefined) return [];
    const { accepts, groupName = target.name } = target;
    const node = target.targetGroup(targetGroupName(nlb.name, groupName));
    return [{ node, shifting: target.shifting?.(node), port, accepts }];
  });
  const balancer: OwnBalancer = {
    kind: "own",
    type: "nlb",
    ...nlb,
    listeners: listening.map(({ node, shifting, port, accepts }) => ({
      name: listenerName(nlb.name, port),
      port,
      ...accepts,
      defaultAction: shifting?.action ?? { kind: "forward", targetGroup: node.name },
      rules: [],
    })),
    targetGroups: listening.flatMap(({ node, shifting }) => [
      node,
      ...(shifting === undefined ? [] : [shifting.alternate]),
    ]),
  };
  return { balancer, portOf, problems };
}
