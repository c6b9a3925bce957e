import { nlbCrossZoneByDefault } from "./aws-defaults";
import { isKind } from "./graph";
import type { Graph } from "./graph";
import { labelOf } from "./label";
import { balancerType } from "./load-balancers";
import { referenceKey, resourcesIn } from "./references";
import type { Resource } from "./resource";
import { runsOneTask } from "./tasks";
import { readBoolean, readString } from "./value";
import type { Value } from "./value";
import { subnetsOf } from "./vpcs";
import { zoneOf } from "./zones";

/** Whether the tasks of a service, or the addresses of an endpoint, are in zones that a load balancer is enabled in. */
export type TargetZones =
  | { readonly kind: "meet" }
  | { readonly kind: "none"; readonly targets: readonly string[]; readonly balancer: readonly string[] }
  | { readonly kind: "unknown"; readonly needs: string };

const meet: TargetZones = { kind: "meet" };

/** Zones of the subnets of a resource; undefined if the list or a zone is unknown. */
function zonesOf(graph: Graph, resource: Resource): readonly string[] | undefined {
  const { references, exact } = subnetsOf(graph, resource);
  const zones = resourcesIn(references).map(zoneOf);
  if (!exact || references.length === 0 || zones.length < references.length) return undefined;
  return zones.includes(undefined) ? undefined : [...new Set(zones.flatMap((zone) => zone ?? []))];
}

const isTrue = (value: Value<unknown>, byDefault: boolean): boolean | undefined =>
  value.kind === "absent"
    ? byDefault
    : value.kind === "known"
      ? value.value === true || value.value === "true"
      : undefined;

/** Whether each node of a load balancer calls targets in all zones; undefined if it is unknown. */
function crossesZones(balancer: Resource, group: Resource): boolean | undefined {
  const own = readString(group, "loadBalancingCrossZoneEnabled");
  if (own.kind === "unknown") return undefined;
  if (own.kind === "known" && /^(true|false)$/.test(own.value)) return own.value === "true";
  return balancerType(balancer) === "application"
    ? true
    : isTrue(readBoolean(balancer, "enableCrossZoneLoadBalancing"), nlbCrossZoneByDefault);
}

const without = (zones: readonly string[], others: readonly string[]) => zones.filter((zone) => !others.includes(zone));

/** Whether all subnets of the service are subnets of the load balancer and vice versa, also where zones are unknown. */
function sameSubnets(graph: Graph, balancer: Resource, service: Resource): boolean {
  const [left, right] = [subnetsOf(graph, balancer), subnetsOf(graph, service)];
  const keys = new Set(left.references.map(referenceKey));
  return (
    left.references.length === right.references.length && right.references.every((one) => keys.has(referenceKey(one)))
  );
}

/**
 * Compares the zones of a load balancer with those of the tasks of a service, or of an endpoint. Targets in other zones
 * are unused. Without cross-zone load balancing, a node in a zone without targets has none.
 */
export function targetZones(graph: Graph, balancer: Resource, group: Resource, service: Resource): TargetZones {
  if (sameSubnets(graph, balancer, service)) return meet;
  const [enabled, used] = [zonesOf(graph, balancer), zonesOf(graph, service)];
  const unread = (resource: Resource): TargetZones => ({
    kind: "unknown",
    needs: `the Availability Zones of the subnets of ${labelOf(resource)}`,
  });
  if (enabled === undefined) return unread(balancer);
  // One subnet may name its zone by name and another by id.
  if (used === undefined || new Set([...enabled, ...used].map((zone) => /-az\d+$/.test(zone))).size > 1) {
    return unread(service);
  }
  const unused = without(used, enabled);
  if (unused.length === used.length) return { kind: "none", targets: used, balancer: enabled };
  if (unused.length > 0 && isKind(service, "ecsService") && runsOneTask(graph, service)) {
    return {
      kind: "unknown",
      needs: `the zone of the only task of ${labelOf(service)}: ${labelOf(balancer)} is not enabled in ${unused.join(", ")}`,
    };
  }
  const empty = without(enabled, used);
  return empty.length > 0 && crossesZones(balancer, group) !== true
    ? {
        kind: "unknown",
        needs: `whether requests enter ${labelOf(balancer)} in ${empty.join(", ")}, where it has no target and does not balance across zones`,
      }
    : meet;
}
