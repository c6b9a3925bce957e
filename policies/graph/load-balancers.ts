import { defaultListenerProtocol, defaultLoadBalancerType } from "./aws-defaults";
import { groupBy, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resolve } from "./references";
import type { Reference } from "./references";
import type { Resource } from "./resource";
import { known, readString } from "./value";

/** Type of a load balancer; `unknown` includes other types. AWS's default is an Application Load Balancer. */
export function balancerType(balancer: Resource): "application" | "network" | "unknown" {
  const type = readString(balancer, "loadBalancerType");
  if (type.kind === "absent") return defaultLoadBalancerType;
  return type.kind === "known" && (type.value === "application" || type.value === "network") ? type.value : "unknown";
}

/** Protocol of a listener; undefined if it is unknown. */
export function protocolOfListener(listener: Resource): string | undefined {
  const protocol = readString(listener, "protocol");
  return protocol.kind === "absent" ? defaultListenerProtocol : known(protocol);
}

/** Load balancer of a listener. */
export const balancerOf = (graph: Graph, listener: Resource): Reference =>
  resolve(graph, listener, "loadBalancerArn", "loadBalancer");

/** Listener of a listener rule. */
export const listenerOf = (graph: Graph, rule: Resource): Reference => resolve(graph, rule, "listenerArn", "listener");

const listeners = perGraph((graph) =>
  groupBy(ofKind(graph, "listener"), (listener) => referenceKey(balancerOf(graph, listener))),
);
const rules = perGraph((graph) =>
  groupBy(ofKind(graph, "listenerRule"), (rule) => referenceKey(listenerOf(graph, rule))),
);

/** Listeners of a load balancer in the stack. */
export const listenersOf = (graph: Graph, balancer: Resource): readonly Resource[] =>
  listeners(graph).get(balancer.urn) ?? [];

/** Rules of a listener in the stack, without its default action. */
export const rulesOf = (graph: Graph, listener: Resource): readonly Resource[] => rules(graph).get(listener.urn) ?? [];
