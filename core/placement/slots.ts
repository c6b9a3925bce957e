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

/** A kind of slot on one load balancer. */
export interface SlotKind {
  /** Config key of the pin. */
  readonly key: "port" | "priority";
  /** Name of the load balancer that has the slots. */
  readonly balancer: string;
  /** Whether a request may have a slot beside those that are taken. */
  readonly suits: (request: SlotRequest, slot: number, taken: ReadonlyMap<number, SlotRequest>) => boolean;
}

const slotNames = { port: "listener port", priority: "rule priority" } as const;
/** Values that pins may have. */
const pinRanges = { port: { first: 1024, last: 65_535 }, priority: { first: 10, last: 50_000 } } as const;

/** The nearest slot that a request may have; undefined if there is none. */
function freeSlot(taken: ReadonlyMap<number, SlotRequest>, request: SlotRequest, wanted: number, kind: SlotKind) {
  const { first, last } = pinRanges[kind.key];
  for (let distance = 1; distance <= last; distance++) {
    const found = [wanted + distance, wanted - distance].find(
      (slot) => slot >= first && slot <= last && !taken.has(slot) && kind.suits(request, slot, taken),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A request whose slot another one has. */
interface Conflict {
  readonly request: SlotRequest;
  readonly slot: number;
  readonly holder: SlotRequest;
}

/** A conflict moves no request to another slot, which could move it again later: it is a problem with a pin to add. */
function conflictProblem({ request, slot, holder }: Conflict, { key, balancer }: SlotKind, value: number | undefined) {
  const { pinnedBy: owner, pinned } = request;
  const how = pinned === undefined ? "both hash to" : "are both pinned to";
  const message = `${holder.pinnedBy} and ${owner} ${how} ${slotNames[key]} ${slot} on ${balancer}`;
  if (value === undefined)
    return { owner, key: `pins.${key}`, message, fix: `pin ${holder.pinnedBy} to another ${slotNames[key]}` };
  const fix = `add pins: { ${key}: ${value} } to ${owner}`;
  // A conflict of two pins is for the user to resolve.
  return { owner, key: `pins.${key}`, message, fix, ...(pinned === undefined ? { pin: { owner, key, value } } : {}) };
}

/** Gives each request its pin, or else the slot of its hash. */
export function assignSlots(requests: readonly SlotRequest[], kind: SlotKind): Slots {
  const taken = new Map<number, SlotRequest>();
  const conflicts: Conflict[] = [];
  const pinnedFirst = [...requests].sort((a, b) => Number(a.pinned === undefined) - Number(b.pinned === undefined));
  for (const request of pinnedFirst) {
    const slot = request.pinned ?? request.hashed;
    const holder = taken.get(slot);
    if (holder === undefined) taken.set(slot, request);
    else conflicts.push({ request, slot, holder });
  }
  const slots = new Map([...taken].map(([slot, { name }]) => [name, slot]));
  // Advice for one conflict must not lead to the next.
  const problems = conflicts.map((conflict): PlacementProblem => {
    const value = freeSlot(taken, conflict.request, conflict.slot, kind);
    if (value !== undefined) taken.set(value, conflict.request);
    return conflictProblem(conflict, kind, value);
  });
  return { slots, problems };
}
