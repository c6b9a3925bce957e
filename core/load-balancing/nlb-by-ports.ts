import { listenerName, targetGroupName } from "../naming";
import type { PortOwner } from "../placement/ports";
import { placePorts } from "../placement/ports";
import type { OwnBalancer, TargetGroupNode } from "../plan";
import type { PlacementProblem } from "../problem";
import type { HealthCheck } from "../settings/settings";
import type { RunningService } from "./load-balancing";

/** Target of one listener of an NLB. */
export interface NlbTarget extends PortOwner {
  readonly target: TargetGroupNode["target"];
  readonly port: number;
  readonly healthCheck: HealthCheck;
}

/** The tasks of a service as target of a shared NLB. */
export const taskTarget = (service: RunningService): NlbTarget => ({
  name: service.name,
  pinnedBy: service.name,
  pins: service.pins,
  target: { kind: "service", service: service.name },
  port: service.runtime.task.containerPort,
  healthCheck: service.healthCheck,
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
    return port === undefined
      ? []
      : [{ ...target, targetGroup: targetGroupName(nlb.name, target.name), listenerPort: port }];
  });
  const balancer: OwnBalancer = {
    kind: "own",
    type: "nlb",
    ...nlb,
    listeners: listening.map(({ targetGroup, listenerPort }) => ({
      name: listenerName(nlb.name, listenerPort),
      port: listenerPort,
      protocol: "TCP",
      defaultAction: { kind: "forward", targetGroup },
      rules: [],
    })),
    targetGroups: listening.map(({ targetGroup, port, target, healthCheck }) => ({
      name: targetGroup,
      protocol: "TCP",
      port,
      target,
      healthCheck,
    })),
  };
  return { balancer, ports: slots, problems };
}
