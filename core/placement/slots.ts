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

/** A conflict moves no request to another slot, which could move it again later: it is a problem with a pin to add. */
function conflict(taken: ReadonlyMap<number, SlotRequest>, request: SlotRequest, slot: number, kind: SlotKind) {
  const { key, balancer } = kind;
  const { pinnedBy: owner, pinned } = request;
  const holder = taken.get(slot)?.pinnedBy ?? "";
  const value = freeSlot(taken, request, slot, kind);
  const message = `${holder} and ${owner} ${pinned === undefined ? "both hash to" : "are both pinned to"} ${slotNames[key]} ${slot} on ${balancer}`;
  const fix =
    value === undefined ? `pin ${holder} to another ${slotNames[key]}` : `add pins: { ${key}: ${value} } to ${owner}`;
  // A conflict of two pins is for the user to resolve.
  const pin = pinned !== undefined || value === undefined ? {} : { pin: { owner, key, value } };
  return { owner, key: `pins.${key}`, message, fix, ...pin };
}

/** Gives each request its pin, or else the slot of its hash. */
export function assignSlots(requests: readonly SlotRequest[], kind: SlotKind): Slots {
  const taken = new Map<number, SlotRequest>();
  const problems: PlacementProblem[] = [];
  const pinnedFirst = [...requests].sort((a, b) => Number(a.pinned === undefined) - Number(b.pinned === undefined));
  for (const request of pinnedFirst) {
    const slot = request.pinned ?? request.hashed;
    if (taken.has(slot)) problems.push(conflict(taken, request, slot, kind));
    else taken.set(slot, request);
  }
  return { slots: new Map([...taken].map(([slot, { name }]) => [name, slot])), problems };
}
