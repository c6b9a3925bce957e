import assert from "node:assert/strict";
import type { Action, OwnBalancer, Plan } from "../../core/plan";
import { forwarders, targetGroups } from "../../core/plan-queries";
import { article, service } from "../support/scenario";

export const tls = {
  serverName: "internal.example.com",
  certificate: "arn:aws:acm:us-east-1:111122223333:certificate/a1",
};

/** Keys of a service whose container takes TLS, of one that moves there, and of one that moves back. */
export const taking = { containerTls: true, containerPort: 8443 };
export const moving = { ...taking, standby: { containerTls: false, containerPort: 8080 } };
export const back = { containerPort: 8080, standby: taking };

/** A stack with `tls`, the service `orders` with these keys, others, and `stock`. */
export const stack = (option: number, orders: Record<string, unknown>, others: readonly object[] = []) =>
  article({ option, tls, services: [service("orders", "sales", orders), ...others, service("stock", "sales")] });

/** Target groups of the tasks of orders: name, protocol, protocol of health checks, container port, listeners. */
export const groupsOf = (plan: Plan) =>
  targetGroups(plan)
    .filter(({ targetGroup: { target } }) => target.kind === "service" && target.service === "orders")
    .map((owned) => {
      const { name, protocol, healthCheckProtocol = "HTTP", target } = owned.targetGroup;
      const port = target.kind === "service" ? (target.containerPort ?? "only") : "";
      const at = forwarders(owned).map(({ listener }) => `${listener.protocol} ${String(listener.port)}`);
      return `${name} ${protocol}, checks ${healthCheckProtocol}, port ${String(port)}, from ${at.join()}`;
    });

/** The ALB that an action forwards to. */
function albBehind({ targetGroups: groups }: OwnBalancer, action: Action | undefined): string {
  const group = groups.find(({ name }) => action?.kind === "forward" && name === action.targetGroup);
  return group?.target.kind === "alb" ? ` -> ${group.target.balancer}:${String(group.port)}` : "";
}

/** The load balancers that a request for orders passes, with their ports. */
export function requestPath(plan: Plan, at: "backends" | "standbys" = "backends"): string {
  const endpoint = plan.apis[0]?.[at]?.find((backend) => backend.service === "orders")?.endpoint;
  assert.ok(endpoint?.kind === "listener");
  const balancer = plan.balancers.find(({ name }) => name === endpoint.balancer);
  assert.ok(balancer?.kind === "own");
  const listener = balancer.listeners.find(({ port }) => port === endpoint.port);
  assert.ok(listener);
  const alb = albBehind(balancer, listener.defaultAction);
  return `${balancer.name}:${String(endpoint.port)} (${listener.protocol}, ${endpoint.serverName ?? ""})${alb}`;
}
