import type { PlacementProblem } from "../problem";
import type { PortOwner } from "./ports";

/** A target that needs a listener on a shared NLB. */
export interface NlbMember extends PortOwner {
  /** Number that it counts for in the quota of targets per NLB. */
  readonly targets: number;
}

/** Quotas of one NLB. */
export interface NlbCapacity {
  readonly listeners: number;
  readonly targets: number;
}

/** Members by the number of their NLB, from 1. */
export interface NlbPlacement<T extends NlbMember> {
  readonly nlbs: ReadonlyMap<number, readonly T[]>;
  readonly problems: readonly PlacementProblem[];
  /** Unpinned members use more than one NLB, so that a further member may move them. */
  readonly unstable: boolean;
}

function capacityProblems(
  name: string,
  number: number,
  members: readonly NlbMember[],
  capacity: NlbCapacity,
): PlacementProblem[] {
  const targets = members.reduce((sum, member) => sum + member.targets, 0);
  const memberNames = members.map((member) => member.name).join(", ");
  const at = { owner: members.at(-1)?.pinnedBy ?? "", key: "pins.nlb" };
  const fix = "pin some of them to another NLB, or remove pins.nlb from all";
  const problems: PlacementProblem[] = [];
  if (members.length > capacity.listeners) {
    problems.push({
      ...at,
      message: `${members.length} listeners are pinned to ${name}-${number}; allowed: ${capacity.listeners} (${memberNames})`,
      fix,
    });
  }
  if (targets > capacity.targets && members.length > 1) {
    problems.push({
      ...at,
      message: `${targets} targets are pinned to ${name}-${number}; allowed: ${capacity.targets} per zone (${memberNames})`,
      fix,
    });
  }
  return problems;
}

/**
 * Spreads members over as few NLBs as their listeners and targets allow. Pinned members go first; the others follow in
 * the order of their first names, each to the first NLB that can take it. A member that is too large for any NLB gets its
 * own NLB, which the quota check then refuses.
 *
 * @param name - base name of the NLBs, for example `sales-nlb`
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
  const problems = [...nlbs].flatMap(([number, on]) => capacityProblems(name, number, on, capacity));

  const free = members
    .filter(({ pins }) => pins.nlb === undefined)
    .sort((a, b) => (a.firstName < b.firstName ? -1 : 1));
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
