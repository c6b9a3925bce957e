import { shortened } from "../naming";
import type { TargetGroupNode } from "../plan";
import { containerOf } from "../settings/places";
import { defaultSeconds } from "../settings/timeouts";
import type { BalancedService } from "./load-balancing";

/**
 * Port of every target group for tasks and endpoints. Each target is registered with a port of its own, that of its
 * container or of its provider, and health checks use the port of the target, so this one is never used. A constant,
 * because a target group cannot change its port: with the container's port, a new `containerPort` would replace the group,
 * and the listener would forward to an empty one.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
const taskGroupPort = 80;

/**
 * Seconds in which an NLB goes on sending new connections to a deregistered target.
 * Source: https://github.com/aws/containers-roadmap/issues/470
 */
export const nlbSeconds = 120;

/** Seconds between the end of the longest request and that of the drain. */
const marginSeconds = 5;

/**
 * Seconds in which a deregistered target finishes its requests, by type of load balancer; the longer one of both kinds of
 * API, so that it does not depend on the option.
 */
const defaultDrainSeconds = { alb: defaultSeconds.http + marginSeconds, nlb: nlbSeconds } as const;

/** Drain of the tasks of a service behind a load balancer: by default no request is cut off. */
const drainSecondsOf = ({ drainSeconds, timeoutSeconds = 0 }: BalancedService, type: "alb" | "nlb"): number =>
  drainSeconds ?? Math.max(defaultDrainSeconds[type], timeoutSeconds + marginSeconds);

/** Protocol of the connections to tasks, by type of load balancer: in clear text, and with `containerTls`. */
const taskProtocols = { alb: { clear: "HTTP", tls: "HTTPS" }, nlb: { clear: "TCP", tls: "TLS" } } as const;

function targetOf({ name, runtime, standby }: BalancedService): TargetGroupNode["target"] {
  if (runtime.kind === "endpoint") return { kind: "endpoint", service: name };
  const { containerPort } = runtime.task;
  return { kind: "service", service: name, ...(standby?.containerPort === undefined ? {} : { containerPort }) };
}

/**
 * Target group for the tasks of a service behind an ALB or NLB, or for its endpoint. That of tasks that take TLS has
 * another name: a target group cannot change its protocol, and both exist while a service moves from one to the other.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroup.html
 *
 * @param name - name of the target group for tasks without TLS
 */
export function taskGroup(name: string, type: "alb" | "nlb", service: BalancedService): TargetGroupNode {
  const { containerTls } = containerOf(service);
  return {
    name: containerTls ? shortened(`${name}-tls`) : name,
    protocol: taskProtocols[type][containerTls ? "tls" : "clear"],
    port: taskGroupPort,
    drainSeconds: drainSecondsOf(service, type),
    target: targetOf(service),
    healthCheck: service.healthCheck,
    ...(containerTls ? { healthCheckProtocol: "HTTPS" as const } : {}),
  };
}
