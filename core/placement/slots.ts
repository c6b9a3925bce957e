import type { PlacementProblem } from "../problem";

/** Something that needs a slot of its own: a listener port of an NLB or a rule priority of an ALB. */
export interface SlotRequest {
  /** What gets the slot: a service, a group's ALB, an ALB that exists. */
  readonly name: string;
  /** Service or group whose pins decide, and which messages name. */
  readonly pinnedBy: string;
  readonly pinned: number | undefined;
  /** Slot from the hash of its name, used if nothing is pinned. */
  readonly hashed: number;
}

/** Slots by name, and what stands in the way. */
export interface Slots {
  readonly slots: ReadonlyMap<string, number>;
  readonly problems: readonly PlacementProblem[];
}

function freeSlot(taken: ReadonlyMap<number, SlotRequest>, wanted: number): number {
  let slot = wanted + 1;
  while (taken.has(slot)) slot++;
  return slot;
}

/**
 * Gives each claim its pin, or else the slot of its hash. Nothing ever moves out of another's way: two claims for one
 * slot are a problem that names both and the pin to write.
 *
 * @param key - config key of the pin
 * @param place - where the slots are, for messages: `listener ports of sales-nlb-1`
 */
export function assignSlots(claims: readonly SlotRequest[], key: "port" | "priority", place: string): Slots {
  const taken = new Map<number, SlotRequest>();
  const problems: PlacementProblem[] = [];
  const pinnedFirst = [...claims].sort((a, b) => Number(a.pinned === undefined) - Number(b.pinned === undefined));
  for (const claim of pinnedFirst) {
    const slot = claim.pinned ?? claim.hashed;
    const holder = taken.get(slot);
    if (holder === undefined) {
      taken.set(slot, claim);
      continue;
    }
    const how = claim.pinned === undefined ? "both want" : "are both pinned to";
    const value = freeSlot(taken, slot);
    problems.push({
      owner: claim.pinnedBy,
      key: `pins.${key}`,
      message: `${holder.pinnedBy} and ${claim.pinnedBy} ${how} ${slot} among the ${place}`,
      fix: `write pins: { ${key}: ${value} } at ${claim.pinnedBy}`,
      // Two that are pinned to one slot are their owner's to tell apart.
      ...(claim.pinned === undefined ? { pin: { owner: claim.pinnedBy, key, value } } : {}),
    });
  }
  return { slots: new Map([...taken].map(([slot, claim]) => [claim.name, slot])), problems };
}
