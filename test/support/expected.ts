import type { BalancerNode, ListenerNode, OwnBalancer, TargetGroupNode } from "../../core/plan";
import type { HealthCheck } from "../../core/settings/settings";

// Expected nodes of plans, written by hand from the design and never copied from a planner's output.

const check: HealthCheck = {
  path: "/",
  intervalSeconds: 30,
  timeoutSeconds: 5,
  healthyThreshold: 3,
  unhealthyThreshold: 3,
  gracePeriodSeconds: 60,
};

const taskGroup = (name: string, protocol: "HTTP" | "TCP", service: string): TargetGroupNode => ({
  name,
  protocol,
  port: 80,
  drainSeconds: protocol === "HTTP" ? 35 : 120,
  target: { kind: "service", service },
  healthCheck: check,
});

const forwarding = (name: string, port: number, protocol: "HTTP" | "TCP", targetGroup: string): ListenerNode => ({
  name,
  port,
  protocol,
  defaultAction: { kind: "forward", targetGroup },
  rules: [],
});

/** ALB that forwards everything on port 80 to one service. */
export const alb = (service: string, vpc: string): OwnBalancer => ({
  kind: "own",
  type: "alb",
  name: `${service}-alb`,
  vpc,
  owner: { kind: "services", name: service },
  crossZone: true,
  listeners: [forwarding(`${service}-alb-80`, 80, "HTTP", `${service}-alb`)],
  targetGroups: [taskGroup(`${service}-alb`, "HTTP", service)],
});

/** NLB that forwards everything on port 80 to one service. */
export const nlb = (service: string, vpc: string): OwnBalancer => ({
  kind: "own",
  type: "nlb",
  name: `${service}-nlb`,
  vpc,
  owner: { kind: "services", name: service },
  crossZone: true,
  listeners: [forwarding(`${service}-nlb-80`, 80, "TCP", `${service}-nlb`)],
  targetGroups: [taskGroup(`${service}-nlb`, "TCP", service)],
});

/** NLB with one listener per service, on the given ports. */
export const portNlb = (name: string, vpc: string, ports: Readonly<Record<string, number>>): OwnBalancer => ({
  kind: "own",
  type: "nlb",
  name,
  vpc,
  number: 1,
  crossZone: true,
  listeners: Object.entries(ports).map(([service, port]) =>
    forwarding(`${name}-${port}`, port, "TCP", `${name}-${service}`),
  ),
  targetGroups: Object.keys(ports).map((service) => taskGroup(`${name}-${service}`, "TCP", service)),
});

/** NLB with one listener per service's ALB, on the given ports. */
export const albNlb = (name: string, vpc: string, ports: Readonly<Record<string, number>>): OwnBalancer => ({
  kind: "own",
  type: "nlb",
  name,
  vpc,
  number: 1,
  crossZone: false,
  listeners: Object.entries(ports).map(([service, port]) =>
    forwarding(`${name}-${port}`, port, "TCP", `${name}-${service}`),
  ),
  targetGroups: Object.keys(ports).map((service) => ({
    name: `${name}-${service}`,
    protocol: "TCP",
    port: 80,
    target: { kind: "alb", balancer: `${service}-alb` },
    healthCheck: check,
  })),
});

/** Sorted by name, since the order in a plan has no meaning. */
export const byName = (balancers: readonly BalancerNode[]) => [...balancers].sort((a, b) => (a.name < b.name ? -1 : 1));
