import { join } from "node:path";
import type { Option } from "../../core/settings/settings";
import { createCommand, optionNumber, wholeNumber } from "../../tools/command";
import { everyOption } from "../support/scenario";

/** Flags of `npm run test:traffic`. */
export interface Flags {
  readonly all?: boolean;
  readonly faults?: boolean;
  readonly option?: Option;
  /** Kinds of edits. */
  readonly edit?: readonly string[];
  readonly json?: boolean;
  readonly share: number;
  readonly workers: number;
}

/** Results of all edits; `npm run docs` reads it. */
export const resultsFile = join("test", "traffic", "lost-requests.json");

/** In this many shares, each stack of edits has had each option. A share has as many of the random orders. */
export const shares = everyOption.length;

/** Whether all orders run, of all edits or of those that match. */
export const isFiltered = ({ all, option, edit }: Flags): boolean =>
  all === true || option !== undefined || edit !== undefined;

/** Whether the results file gets the rows of each stack of edits that passes: only all orders make a row. */
export const savesRows = (flags: Flags): boolean => isFiltered(flags) && flags.faults !== true;

export const command = createCommand(
  "test:traffic",
  `Edits running stacks in the real engine with simulated AWS, and counts the requests that the updates lose. Each update runs once; its calls are then replayed in other orders that their dependencies allow.

Without --all, --option, --edit or --faults, one of ${String(shares)} shares runs, another one each day: each stack of edits under one option, with the prompt and the late order and ten of the 50 random orders, and a few fault runs.`,
)
  .option(
    "--all",
    `run all edits under all options in all orders; ${resultsFile} gets the results of each stack of edits that passes, and without a failure no others`,
  )
  .option(
    "--faults",
    "run an update again for each of its calls, which fails once; with --option, under this option only",
  )
  .option("--option <number>", "only this option, in all orders; writes its results", optionNumber)
  .option("--edit <kinds...>", "only the stacks of these edits, in all orders; writes their results")
  .option("--share <number>", "run this share instead of today's", wholeNumber, Math.floor(Date.now() / 86_400_000))
  .option("--workers <number>", "engines at a time", wholeNumber, 2)
  .option("--json", "print the results as JSON");
