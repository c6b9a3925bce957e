import type { Resource } from "./resource";
import { known, readString } from "./value";

/** Availability Zone of a subnet, by name or id as the program sets it; undefined if AWS chooses it. */
export const zoneOf = (subnet: Resource): string | undefined =>
  ["availabilityZone", "availabilityZoneId"]
    .map((property) => known(readString(subnet, property)))
    .find((zone) => zone !== undefined && zone !== "");

/**
 * Zone ID of a subnet.
 *
 * @param zoneIds - zone IDs by name; names differ between accounts
 */
export function zoneIdOf(subnet: Resource, zoneIds: Readonly<Record<string, string>> = {}): string | undefined {
  const id = known(readString(subnet, "availabilityZoneId"));
  return id ?? zoneIds[known(readString(subnet, "availabilityZone")) ?? ""];
}
