import type { PlacementProblem } from "../problem";
import type { PortOwner } from "./ports";

/** What needs a listener on a shared NLB. */
export interface NlbMember extends PortOwner {
  /** What it counts for among the NLB's targets. */
  readonly targets: number;
}

/** What one NLB holds at the most. */
export interface NlbCapacity {
  readonly listeners: number;
  readonly targets: number;
}

/** Members by number of their NLB, from 1. */
export interface NlbPlacement<T extends NlbMember> {
  readonly nlbs: ReadonlyMap<number, readonly T[]>;
  readonly problems: readonly PlacementProblem[];
  /** Unpinned members stand on more than one NLB: another member may move them. */
  readonly unstable: boolean;
}

function overfull(
  name: string,
  number: number,
  members: readonly NlbMember[],
  capacity: NlbCapacity,
): PlacementProblem[] {
  const targets = members.reduce((sum, member) => sum + member.targets, 0);
  const who = members.map((member) => member.name).join(", ");
  const at = { owner: members.at(-1)?.pinnedBy ?? "", key: "pins.nlb" };
  const fix = "pin some of them to another NLB, or pin none";
  const problems: PlacementProblem[] = [];
  if (members.length > capacity.listeners) {
    problems.push({
      ...at,
      message: `${members.length} listeners are pinned to ${name} ${number}, which takes ${capacity.listeners}: ${who}`,
      fix,
    });
  }
  if (targets > capacity.targets && members.length > 1) {
    problems.push({
      ...at,
      message: `${targets} targets are pinned to ${name} ${number}, which takes ${capacity.targets} per zone: ${who}`,
      fix,
    });
  }
  return problems;
}

/**
 * Spreads members over as few NLBs as their listeners and targets need: pins first, then by name onto the first NLB
 * with room. A member too large for any NLB gets one of its own, which the quotas then refuse.
 *
 * @param name - what the NLBs are called in messages, for instance `NLB sales-nlb`
 */
export function placeOnNlbs<T extends NlbMember>(
  name: string,
  members: readonly T[],
  capacity: NlbCapacity,
): NlbPlacement<T> {
  const nlbs = new Map<number, T[]>();
  const put = (number: number, member: T) => nlbs.set(number, [...(nlbs.get(number) ?? []), member]);
  const pinned = members.filter(({ pins }) => pins.nlb !== undefined);
  for (const member of pinned) put(member.pins.nlb ?? 1, member);
  const problems = [...nlbs].flatMap(([number, on]) => overfull(name, number, on, capacity));

  const free = members.filter(({ pins }) => pins.nlb === undefined).sort((a, b) => (a.name < b.name ? -1 : 1));
  const fits = (on: readonly NlbMember[], member: NlbMember) =>
    on.length < capacity.listeners &&
    on.reduce((sum, other) => sum + other.targets, member.targets) <= capacity.targets;
  const used = new Set<number>();
  for (const member of free) {
    let number = 1;
    while ((nlbs.get(number) ?? []).length > 0 && !fits(nlbs.get(number) ?? [], member)) number++;
    put(number, member);
    used.add(number);
  }
  return { nlbs: new Map([...nlbs].sort(([a], [b]) => a - b)), problems, unstable: used.size > 1 };
}
