import type { OrderedCall } from "./call";

const titleOf = ({ urn, operation, id }: OrderedCall) => `${urn} ${operation} ${id}`;

/**
 * Brings the calls of an update into an order that does not differ from run to run: the engine logs independent calls in
 * the order in which they happened to end. Otherwise a seed would give another order after each run.
 *
 * @returns the calls in the order of their URNs, but each after those that it waits for
 * @throws Error if calls wait for each other
 */
export function inFixedOrder(log: readonly OrderedCall[]): readonly OrderedCall[] {
  const titled = log.map((call, position) => ({ position, title: titleOf(call) }));
  const left = titled.sort((one, other) => (one.title < other.title ? -1 : 1)).map(({ position }) => position);
  /** New positions, by old ones. */
  const placed = new Map<number, number>();
  const ordered: OrderedCall[] = [];
  while (left.length > 0) {
    const index = left.findIndex((position) => log[position]?.after.every((earlier) => placed.has(earlier)));
    const [position] = index < 0 ? [] : left.splice(index, 1);
    const call = position === undefined ? undefined : log[position];
    if (position === undefined || call === undefined) throw new Error("the calls of the log wait for each other");
    placed.set(position, ordered.length);
    const after = call.after.map((earlier) => placed.get(earlier) ?? 0).sort((one, other) => one - other);
    ordered.push({ ...call, after });
  }
  return ordered;
}
