import type { Resource } from "./resource";
import { known, readString } from "./value";

/** Availability Zone of a subnet, by name or by id as the program gives it; undefined where it leaves it to AWS. */
export const zoneOf = (subnet: Resource): string | undefined =>
  known(readString(subnet, "availabilityZone")) ?? known(readString(subnet, "availabilityZoneId"));

/**
 * Id of a subnet's zone.
 *
 * @param zoneIds - ids by name: a name means another zone in every account
 */
export function zoneIdOf(subnet: Resource, zoneIds: Readonly<Record<string, string>> = {}): string | undefined {
  const id = known(readString(subnet, "availabilityZoneId"));
  return id ?? zoneIds[known(readString(subnet, "availabilityZone")) ?? ""];
}
