import type { TargetGroupNode } from "../plan";
import type { RunningService } from "./load-balancing";

/**
 * Port of every target group for tasks. ECS registers each task with the port of its container, and health checks use
 * the port of the target, so this one is never used. A constant, because a target group cannot change its port: with
 * the container's port, a new `containerPort` would replace the group, and the listener would forward to an empty one.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
const taskGroupPort = 80;

/**
 * Seconds in which an NLB goes on sending new connections to a deregistered target.
 * Source: https://github.com/aws/containers-roadmap/issues/470
 */
export const nlbSeconds = 120;

/**
 * Seconds in which a deregistered target finishes its requests, by type of load balancer. An HTTP API waits 30 seconds
 * for an integration, a REST API 29.
 */
const defaultDrainSeconds = { alb: 35, nlb: nlbSeconds } as const;

/** Drain of the tasks of a service behind a load balancer. */
const drainSecondsOf = ({ drainSeconds }: RunningService, type: "alb" | "nlb"): number =>
  drainSeconds ?? defaultDrainSeconds[type];

/** Target group for the tasks of a service behind an ALB or NLB. */
export const taskGroup = (name: string, type: "alb" | "nlb", service: RunningService): TargetGroupNode => ({
  name,
  protocol: type === "alb" ? "HTTP" : "TCP",
  port: taskGroupPort,
  drainSeconds: drainSecondsOf(service, type),
  target: { kind: "service", service: service.name },
  healthCheck: service.healthCheck,
});
