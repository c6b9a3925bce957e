import type { PackConfig } from "../config";
import type { Resource } from "./resource";
import { known, readString } from "./value";

/** Availability Zone of a subnet, by name or by id as the program gives it; undefined where it leaves it to AWS. */
export const zoneOf = (subnet: Resource): string | undefined =>
  known(readString(subnet, "availabilityZone")) ?? known(readString(subnet, "availabilityZoneId"));

/** Id of a subnet's zone. Names mean another zone in every account, so they need the account's map. */
export function zoneIdOf(subnet: Resource, { zoneIds = {} }: PackConfig): string | undefined {
  const id = known(readString(subnet, "availabilityZoneId"));
  return id ?? zoneIds[known(readString(subnet, "availabilityZone")) ?? ""];
}
