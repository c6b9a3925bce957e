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
  readonly key: "port" | "tlsPort" | "containerTlsPort" | "priority";
  /** Name of the load balancer that has the slots. */
  readonly balancer: string;
  /** Slots that owners have without the setting that the pin is for, or for test rules, which no request may have. */
  readonly reserved: ReadonlyMap<number, SlotRequest>;
  /** Whether a request may have a slot beside those that are taken. */
  readonly suits: (request: SlotRequest, slot: number, taken: ReadonlyMap<number, SlotRequest>) => boolean;
}

const listenerPort = "listener port";
const slotNames = {
  port: listenerPort,
  tlsPort: listenerPort,
  containerTlsPort: listenerPort,
  priority: "rule priority",
} as const;
/** Settings that give listeners other ports. */
const settingOf = { port: "", tlsPort: "tls", containerTlsPort: "containerTls", priority: "" } as const;
const ports = { first: 1024, last: 65_535 };
/** Values that pins may have. */
const pinRanges = {
  port: ports,
  tlsPort: ports,
  containerTlsPort: ports,
  priority: { first: 10, last: 50_000 },
} as const;

/** The nearest slot that a request may have; undefined if there is none. */
function freeSlot(taken: ReadonlyMap<number, SlotRequest>, request: SlotRequest, wanted: number, kind: SlotKind) {
  const { first, last } = pinRanges[kind.key];
  for (let distance = 1; distance <= last; distance++) {
    const found = [wanted + distance, wanted - distance].find(
      (slot) =>
        slot >= first &&
        slot <= last &&
        !taken.has(slot) &&
        !kind.reserved.has(slot) &&
        kind.suits(request, slot, taken),
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

/** What is wrong with a slot that another request has, or that is reserved. */
function conflictMessage({ request, slot, holder }: Conflict, { key, balancer, reserved }: SlotKind): string {
  const { pinnedBy: owner, pinned } = request;
  const place = `${slotNames[key]} ${slot} on ${balancer}`;
  if (reserved.get(slot) !== holder)
    return `${holder.pinnedBy} and ${owner} ${pinned === undefined ? "both hash to" : "are both pinned to"} ${place}`;
  if (key === "priority")
    return `${owner} ${pinned === undefined ? "hashes to" : "is pinned to"} ${place}, that of the test rule of ${holder.pinnedBy}`;
  const whose = holder.pinnedBy === owner ? "its own" : `that of ${holder.pinnedBy}`;
  const setting = settingOf[key];
  return `${owner} ${pinned === undefined ? "hashes to" : "is pinned to"} ${place}, ${whose} without ${setting}; both listeners exist while ${setting} is turned on or off`;
}

/** A conflict moves no request to another slot, which could move it again later: it is a problem with a pin to add. */
function conflictProblem(conflict: Conflict, kind: SlotKind, value: number | undefined) {
  const { request, holder } = conflict;
  const { pinnedBy: owner, pinned } = request;
  const { key } = kind;
  const message = conflictMessage(conflict, kind);
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
    const holder = taken.get(slot) ?? kind.reserved.get(slot);
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
