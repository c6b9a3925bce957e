import { UsageError } from "../../tools/command";
import type { Flags } from "./flags";
import type { Switching } from "./run";
import { allPairs, switchedStacks } from "./stacks";
import type { Pair } from "./steps";

/** A pair as flags and results name it: `1-4`. */
const nameOf = (pair: Pair): string => pair.join("-");

/** All switches: those of a share are taken from the whole list, so that each share has several stacks. */
const everySwitch: readonly Switching[] = switchedStacks.flatMap((stack) =>
  stack.pairs.map((pair) => ({ stack, pair })),
);

export const titleOf = ({ stack, pair }: Switching) => `${stack.name} ${nameOf(pair)}`;

/** Why a stack is not switched between a pair of options. */
function reasonOf(name: string, pairs: readonly string[]): string {
  const stack = switchedStacks.find((one) => one.name === name);
  const refused = stack?.refused.find((one) => one.pairs.some((pair) => pairs.includes(nameOf(pair))));
  return refused === undefined ? `allowed: ${stack?.pairs.map(nameOf).join(", ") ?? ""}` : `the program refuses it`;
}

/**
 * What the flags ask for.
 *
 * @throws UsageError for a stack or pair that there is not
 */
export function jobsOf(flags: Pick<Flags, "all" | "pair" | "stack" | "share">): readonly Switching[] {
  const { all, pair: pairs, stack: name, share } = flags;
  const names = switchedStacks.map((stack) => stack.name);
  if (name !== undefined && !names.includes(name))
    throw new UsageError(`--stack: there is no such stack (${name}); allowed: ${names.join(", ")}`);
  const unknown = pairs?.find((pair) => !allPairs.map(nameOf).includes(pair));
  if (unknown !== undefined)
    throw new UsageError(`--pair: got ${unknown}; allowed: two different options from 1 to 5, such as 1-4`);
  const chosen = everySwitch.filter(
    ({ stack, pair }) => (name ?? stack.name) === stack.name && (pairs?.includes(nameOf(pair)) ?? true),
  );
  if (chosen.length === 0)
    throw new UsageError(
      `--pair: stack ${name ?? ""} is not switched so (${pairs?.join(", ") ?? ""}); ${reasonOf(name ?? "", pairs ?? [])}`,
    );
  if (all === true || name !== undefined || pairs !== undefined) return chosen;
  return chosen.filter((_, index) => index % share.of === share.share - 1);
}
