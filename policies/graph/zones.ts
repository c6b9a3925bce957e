import { resourceAt } from "./graph";
import type { Graph } from "./graph";
import type { Resource } from "./resource";
import { keyPath, known, readString } from "./value";

/** Availability Zone of a subnet, by name or id as the program sets it; undefined if AWS chooses it. */
export const zoneOf = (subnet: Resource): string | undefined =>
  ["availabilityZone", "availabilityZoneId"]
    .map((property) => known(readString(subnet, property)))
    .find((zone) => zone !== undefined && zone !== "");

/** Zone ID by name that a component around a subnet has in its output `zoneIds`. */
function zoneIdAround(graph: Graph, subnet: Resource, zone: string): string | undefined {
  const parent = subnet.parent === undefined ? undefined : resourceAt(graph, subnet.parent);
  if (parent === undefined) return undefined;
  return known(readString(parent, keyPath("zoneIds", zone))) ?? zoneIdAround(graph, parent, zone);
}

/**
 * Zone ID of a subnet: its own, that of the setting, or that of a component which looked it up.
 *
 * @param zoneIds - zone IDs by name; names differ between accounts
 */
export function zoneIdOf(
  graph: Graph,
  subnet: Resource,
  zoneIds: Readonly<Record<string, string>> = {},
): string | undefined {
  const id = known(readString(subnet, "availabilityZoneId"));
  const zone = known(readString(subnet, "availabilityZone"));
  return id ?? (zone === undefined ? undefined : (zoneIds[zone] ?? zoneIdAround(graph, subnet, zone)));
}
