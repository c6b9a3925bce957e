import type { ProviderCall } from "../../../simulator/aws/handlers";
import type { OrderedCall } from "../../../simulator/schedules/call";
import type { Schedule } from "../../../simulator/schedules/schedule";
import type { StateResource } from "../../../simulator/schedules/state";

/** URN of a resource in a hand-made log. */
export const urnOf = (name: string) => `urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::${name}`;

/** A call in a few letters: `+a` creates, `~a` updates and `-a` deletes the resource a. */
function call(text: string): ProviderCall {
  const operations = { "+": "create", "~": "update", "-": "delete" } as const;
  const operation = operations[text[0] as keyof typeof operations];
  return { operation, urn: urnOf(text.slice(1)), id: text.slice(1), olds: {}, inputs: {}, outputs: {} };
}

export const log = (text: string): readonly ProviderCall[] => text.split(" ").map(call);

/** Resources of a checkpoint: `{ b: "a" }` is a, and b which depends on a. */
export const state = (needs: Readonly<Record<string, string>>): readonly StateResource[] =>
  Object.entries(needs).map(([name, depends]) => ({
    urn: urnOf(name),
    id: name,
    custom: true,
    dependencies: depends
      .split(" ")
      .filter((other) => other !== "")
      .map(urnOf),
  }));

/** Calls that wait for others, without a state: `{ "+b": "+a" }`. */
export function ordered(waits: Readonly<Record<string, string>>): readonly OrderedCall[] {
  const names = Object.keys(waits);
  return Object.entries(waits).map(([text, earlier]) => ({
    ...call(text),
    after: earlier
      .split(" ")
      .filter((other) => other !== "")
      .map((other) => names.indexOf(other)),
  }));
}

/** The order in which a schedule makes the calls, if no deployment is in progress. */
export function orderOf(schedule: Schedule, calls: readonly OrderedCall[]): readonly number[] {
  const choose = schedule.start(calls);
  const made: number[] = [];
  while (made.length < calls.length) {
    const ready = [...calls.keys()].filter(
      (position) => !made.includes(position) && calls[position]?.after.every((earlier) => made.includes(earlier)),
    );
    const move = choose({ calls: ready, deployments: [], awaited: [] });
    if (!("call" in move) || !ready.includes(move.call)) throw new Error(`not allowed: ${JSON.stringify(move)}`);
    made.push(move.call);
  }
  return made;
}

/** All orders that the dependencies allow. */
export function allOrders(calls: readonly OrderedCall[], made: readonly number[] = []): readonly (readonly number[])[] {
  if (made.length === calls.length) return [made];
  const ready = [...calls.keys()].filter(
    (position) => !made.includes(position) && calls[position]?.after.every((earlier) => made.includes(earlier)),
  );
  return ready.flatMap((position) => allOrders(calls, [...made, position]));
}
