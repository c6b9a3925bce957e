import { listenerName, targetGroupName } from "../naming";
import type { PortOwner } from "../placement/ports";
import { placePorts } from "../placement/ports";
import type { OwnBalancer, TargetGroupNode } from "../plan";
import type { PlacementProblem } from "../problem";
import type { HealthCheck } from "../settings/settings";
import type { RunningService } from "./load-balancing";
import { taskGroup } from "./task-groups";

/** Target of one listener of an NLB. */
export interface NlbTarget extends PortOwner {
  /** Its target group, by the name of the group. */
  readonly targetGroup: (name: string) => TargetGroupNode;
}

/** The tasks of a service as target of a shared NLB. */
export const taskTarget = (service: RunningService): NlbTarget => ({
  name: service.name,
  pinnedBy: service.name,
  pins: service.pins,
  targetGroup: (name) => taskGroup(name, "nlb", service),
});

/** Target group for one ALB. */
export const albGroup = (name: string, balancer: string, port: number, healthCheck: HealthCheck): TargetGroupNode => ({
  name,
  protocol: "TCP",
  port,
  target: { kind: "alb", balancer },
  healthCheck,
});

/** An NLB with the listener port of each target. */
export interface NlbByPorts {
  readonly balancer: OwnBalancer;
  readonly ports: ReadonlyMap<string, number>;
  readonly problems: readonly PlacementProblem[];
}

/** An NLB without its listeners and target groups. */
export type NlbIdentity = Pick<OwnBalancer, "name" | "vpc" | "owner" | "number" | "crossZone">;

/** One NLB with a listener and a target group for each target. */
export function nlbByPorts(nlb: NlbIdentity, targets: readonly NlbTarget[]): NlbByPorts {
  const { slots, problems } = placePorts(nlb.name, targets);
  const listening = targets.flatMap((target) => {
    const port = slots.get(target.name);
    return port === undefined ? [] : [{ node: target.targetGroup(targetGroupName(nlb.name, target.name)), port }];
  });
  const balancer: OwnBalancer = {
    kind: "own",
    type: "nlb",
    ...nlb,
    listeners: listening.map(({ node, port }) => ({
      name: listenerName(nlb.name, port),
      port,
      protocol: "TCP",
      defaultAction: { kind: "forward", targetGroup: node.name },
      rules: [],
    })),
    targetGroups: listening.map(({ node }) => node),
  };
  return { balancer, ports: slots, problems };
}
