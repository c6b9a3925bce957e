import { listenerName, targetGroupName } from "../naming";
import type { PortOwner } from "../placement/ports";
import { placePorts } from "../placement/ports";
import type { OwnBalancer, TargetGroupNode } from "../plan";
import type { PlacementProblem } from "../problem";
import type { HealthCheck } from "../settings/settings";
import type { RunningService } from "./load-balancing";

/** What an NLB sends the requests of one listener to. */
export interface NlbTarget extends PortOwner {
  readonly target: TargetGroupNode["target"];
  readonly port: number;
  readonly healthCheck: HealthCheck;
}

/** A service's tasks as target of a shared NLB. */
export const taskTarget = (service: RunningService): NlbTarget => ({
  name: service.name,
  pinnedBy: service.name,
  pins: service.pins,
  target: { kind: "service", service: service.name },
  port: service.runtime.task.containerPort,
  healthCheck: service.healthCheck,
});

/** An NLB with the listener ports of its owners. */
export interface NlbByPorts {
  readonly balancer: OwnBalancer;
  readonly ports: ReadonlyMap<string, number>;
  readonly problems: readonly PlacementProblem[];
}

/** An NLB without its listeners. */
export type NlbIdentity = Pick<OwnBalancer, "name" | "vpc" | "owner" | "number" | "crossZone">;

/** One NLB with a listener, a port and a target group for each target. */
export function nlbByPorts(place: NlbIdentity, targets: readonly NlbTarget[]): NlbByPorts {
  const { slots, problems } = placePorts(place.name, targets);
  const listening = targets.flatMap((target) => {
    const port = slots.get(target.name);
    return port === undefined
      ? []
      : [{ ...target, targetGroup: targetGroupName(place.name, target.name), listenerPort: port }];
  });
  const balancer: OwnBalancer = {
    kind: "own",
    type: "nlb",
    ...place,
    listeners: listening.map(({ targetGroup, listenerPort }) => ({
      name: listenerName(place.name, listenerPort),
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
