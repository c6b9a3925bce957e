import type { Option } from "../../core/settings/settings";
import type { Schedule } from "../../simulator/schedules/schedule";
import { allSchedules } from "../../simulator/schedules/schedule";
import { UsageError } from "../../tools/command";
import { everyOption } from "../support/scenario";
import type { EditedStack } from "./edits/edit";
import { allEdits, editedStacks, editsUnder } from "./edits/stacks";
import { faultedStacks } from "./edits/faulted";
import type { Flags } from "./flags";
import { isFiltered, shares } from "./flags";

/** A stack of edits under one option. */
export interface Job {
  readonly kind: "edits" | "faults";
  readonly stack: EditedStack;
  readonly option: Option;
  /** Which of the fault runs, by their place. */
  readonly isChosen: (index: number) => boolean;
}

/** A share has one fault run of so many. */
const faultShares = 12;

const kindsOf = (stack: EditedStack, option: Option) => editsUnder(stack, option).map(({ kind }) => kind);

/** All stacks of edits under all options that have one of their edits. */
const everyJob: readonly Job[] = editedStacks.flatMap((stack) =>
  everyOption
    .filter((option) => kindsOf(stack, option).length > 0)
    .map((option) => ({ kind: "edits", stack, option, isChosen: () => true })),
);

const faultJobs = (option: Option, isChosen: Job["isChosen"]): readonly Job[] =>
  faultedStacks.map((stack) => ({ kind: "faults", stack, option, isChosen }));

/** Each stack under one option, and a few fault runs under another option each day. */
function shareOf(share: number): readonly Job[] {
  const edits = everyJob.filter(({ stack, option }) => (option + editedStacks.indexOf(stack) + share) % shares === 0);
  const faulted = everyOption[share % shares] ?? 1;
  return [...edits, ...faultJobs(faulted, (index) => index % faultShares === share % faultShares)];
}

/**
 * What the flags ask for.
 *
 * @throws UsageError for an unknown edit, or one that the option does not have
 */
export function jobsOf(flags: Flags): readonly Job[] {
  const { edit, option: only, faults, share } = flags;
  const known = allEdits.map(({ kind }) => kind);
  const unknown = edit?.find((kind) => !known.includes(kind));
  if (unknown !== undefined)
    throw new UsageError(`--edit: there is no such edit (${unknown}); allowed: ${known.join(", ")}`);
  if (faults === true)
    return everyOption
      .filter((option) => (only ?? option) === option)
      .flatMap((option) => faultJobs(option, () => true));
  if (!isFiltered(flags)) return shareOf(share);
  const chosen = everyJob.filter(
    ({ stack, option }) =>
      (only ?? option) === option && (edit ?? known).some((kind) => kindsOf(stack, option).includes(kind)),
  );
  if (chosen.length === 0)
    throw new UsageError(
      `--edit: option ${String(only)} does not have this edit (${edit?.join(", ") ?? ""}); use another option`,
    );
  return chosen;
}

/** All orders, or those of a share: prompt, late, and one part of the random orders. */
export const schedulesOf = (flags: Flags): readonly Schedule[] =>
  isFiltered(flags) && flags.faults !== true
    ? allSchedules
    : allSchedules.filter((_, index) => index < 2 || index % shares === flags.share % shares);
