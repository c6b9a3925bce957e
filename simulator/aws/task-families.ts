import type { Properties } from "../values";
import type { Lookup } from "./existing";
import { value } from "./existing";
import { text } from "./model";

/** Key under which an account counts the revisions of a family, whatever the URNs of its task definitions are. */
export const familyOf = (inputs: Properties): string => `family ${text(inputs, "family")}`;

/**
 * The highest revision of a family so far; 0 without one. AWS never gives a number twice.
 *
 * @param counts - highest revisions by `familyOf`; a snapshot of an older version has none
 */
export function lastRevision(account: Lookup, counts: ReadonlyMap<string, number>, inputs: Properties): number {
  const known = account.where("aws:ecs/taskDefinition:TaskDefinition", "family", text(inputs, "family"));
  return counts.get(familyOf(inputs)) ?? Math.max(0, ...known.map((one) => Number(value(one, "revision"))));
}
