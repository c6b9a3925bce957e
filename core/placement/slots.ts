import type { PlacementProblem } from "../problem";

/** Request for a slot: a listener port of an NLB or a rule priority of an ALB. */
export interface SlotRequest {
  /** Owner of the slot: a service, the ALB of a service group, or an existing ALB. */
  readonly name: string;
  /** Service or service group whose pins apply; messages name it. */
  readonly pinnedBy: string;
  readonly pinned: number | undefined;
  /** Slot from the hash of the name, used without a pin. */
  readonly hashed: number;
}

/** Slots by name, and the conflicts. */
export interface Slots {
  readonly slots: ReadonlyMap<string, number>;
  readonly problems: readonly PlacementProblem[];
}

const slotNames = { port: "listener port", priority: "rule priority" } as const;

function freeSlot(taken: ReadonlyMap<number, SlotRequest>, wanted: number): number {
  let slot = wanted + 1;
  while (taken.has(slot)) slot++;
  return slot;
}

/**
 * Gives each request its pin, or else the slot of its hash. A conflict moves no request to another slot, which could
 * move it again later: it is a problem that names both requests and the pin to add.
 *
 * @param key - config key of the pin
 * @param balancer - name of the load balancer that has the slots
 */
export function assignSlots(requests: readonly SlotRequest[], key: "port" | "priority", balancer: string): Slots {
  const taken = new Map<number, SlotRequest>();
  const problems: PlacementProblem[] = [];
  const pinnedFirst = [...requests].sort((a, b) => Number(a.pinned === undefined) - Number(b.pinned === undefined));
  for (const request of pinnedFirst) {
    const slot = request.pinned ?? request.hashed;
    const holder = taken.get(slot);
    if (holder === undefined) {
      taken.set(slot, request);
      continue;
    }
    const conflict = request.pinned === undefined ? "both hash to" : "are both pinned to";
    const value = freeSlot(taken, slot);
    problems.push({
      owner: request.pinnedBy,
      key: `pins.${key}`,
      message: `${holder.pinnedBy} and ${request.pinnedBy} ${conflict} ${slotNames[key]} ${slot} on ${balancer}`,
      fix: `add pins: { ${key}: ${value} } to ${request.pinnedBy}`,
      // A conflict of two pins is for the user to resolve.
      ...(request.pinned === undefined ? { pin: { owner: request.pinnedBy, key, value } } : {}),
    });
  }
  return { slots: new Map([...taken].map(([slot, { name }]) => [name, slot])), problems };
}
