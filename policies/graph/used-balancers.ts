import { nlbCrossZoneByDefault } from "./aws-defaults";
import { groupBy, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { balancerOf, balancerType, listenerOf } from "./load-balancers";
import { referenceKey } from "./references";
import type { Reference } from "./references";
import type { Resource } from "./resource";
import { known, readBoolean } from "./value";

/** A load balancer with what the stack has on it: a resource of the stack, or one known by its ARN. */
export interface UsedBalancer {
  /** The load balancer; its first listener or rule if it is outside the stack. */
  readonly at: Resource;
  readonly name: string;
  readonly type: ReturnType<typeof balancerType>;
  /** Undefined outside the stack. */
  readonly crossZone?: boolean;
  readonly listeners: readonly Resource[];
  readonly rules: readonly Resource[];
}

/** ARN of the load balancer in the ARN of a listener: `...:listener/app/web/<id>/<listener>`. */
const balancerArn = (listener: string) =>
  listener.includes(":listener/")
    ? listener.replace(":listener/", ":loadbalancer/").split("/").slice(0, 4).join("/")
    : undefined;

function keyThrough(graph: Graph, listener: Reference): string | undefined {
  if (listener.kind === "resource") return referenceKey(balancerOf(graph, listener.resource));
  return listener.kind === "id" ? balancerArn(listener.id) : undefined;
}

const typeInArn = (arn: string) =>
  arn.includes(":loadbalancer/app/") ? "application" : arn.includes(":loadbalancer/net/") ? "network" : "unknown";

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cross-zone.html */
function crossZoneOf(balancer: Resource): boolean {
  return (
    known(readBoolean(balancer, "enableCrossZoneLoadBalancing")) ??
    (balancerType(balancer) === "application" || nlbCrossZoneByDefault)
  );
}

/** All load balancers that the stack has, or has listeners or rules on. */
export const usedBalancers = perGraph((graph): readonly UsedBalancer[] => {
  const listeners = groupBy(ofKind(graph, "listener"), (listener) => referenceKey(balancerOf(graph, listener)));
  const rules = groupBy(ofKind(graph, "listenerRule"), (rule) => keyThrough(graph, listenerOf(graph, rule)));
  const partsOf = (key: string) => ({ listeners: listeners.get(key) ?? [], rules: rules.get(key) ?? [] });
  const own = ofKind(graph, "loadBalancer").map((at): UsedBalancer => {
    const type = balancerType(at);
    return { at, name: at.name, type, crossZone: crossZoneOf(at), ...partsOf(at.urn) };
  });
  const inside = new Set(own.map(({ at }) => at.urn));
  const outside = [...new Set([...listeners.keys(), ...rules.keys()])].filter((key) => !inside.has(key));
  return [
    ...own,
    ...outside.flatMap((arn): UsedBalancer[] => {
      const parts = partsOf(arn);
      const at = parts.listeners[0] ?? parts.rules[0];
      return at === undefined ? [] : [{ at, name: arn.split("/")[2] ?? arn, type: typeInArn(arn), ...parts }];
    }),
  ];
});
