import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import type { Option } from "../../core/settings/settings";
import { allSchedules } from "../../simulator/schedules/schedule";
import type { Schedule } from "../../simulator/schedules/schedule";
import { createCommand, optionNumber, run, start, UsageError } from "../../tools/command";
import type { Io } from "../../tools/progress";
import { projectDirectory } from "../support/run";
import { everyOption } from "../support/scenario";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { allEdits, editedStacks, editsUnder } from "./edits/stacks";
import type { EditedStack } from "./edits/stacks";
import { judge } from "./judge";
import { Results } from "./results";
import { updatesOf } from "./updates";

/** A stack of edits under one option. */
interface Job {
  readonly stack: EditedStack;
  readonly option: Option;
}

interface Flags {
  readonly all?: boolean;
  readonly option?: Option;
  readonly edit?: string;
  readonly json?: boolean;
  readonly share?: number;
  readonly workers: number;
}

/** Where `--all` writes; `npm run docs` reads it. */
const resultsFile = join("test", "traffic", "results.json");
/** In this many shares, each stack has had each option. A share has as many of the random orders. */
const shares = everyOption.length;

/** @throws InvalidArgumentError for anything but a whole number from 0 */
function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(`got ${text}; allowed: a whole number.`);
  return Number(text);
}

const command = createCommand(
  "test:traffic",
  `Edits running stacks in the real engine with simulated AWS, and counts the requests that the updates lose.

Without --all or a filter, one of ${String(shares)} shares runs, another one each day: each stack of edits under one option, with the prompt and the late order and ten of the 50 random orders.`,
)
  .option("--all", `run all edits under all options in all orders, and write ${resultsFile}`)
  .option("--option <number>", "only this option, with all orders", optionNumber)
  .option("--edit <kind>", "only the stack of this edit, with all orders")
  .option("--share <number>", "run this share instead of today's", wholeNumber)
  .option("--workers <number>", "engines at a time", wholeNumber, 2)
  .option("--json", "print the results as JSON");

const todaysShare = () => Math.floor(Date.now() / 86_400_000);
const isFiltered = ({ all, option, edit }: Flags) => all === true || option !== undefined || edit !== undefined;

/** @throws UsageError for an unknown edit, or one that the option does not have */
function jobsOf(flags: Flags): readonly Job[] {
  const { edit, option: only, share = todaysShare() } = flags;
  if (edit !== undefined && !allEdits.some(({ kind }) => kind === edit))
    throw new UsageError(`--edit: no such edit (${edit}); allowed: ${allEdits.map(({ kind }) => kind).join(", ")}`);
  const all = editedStacks.flatMap((stack, index) =>
    everyOption
      .filter((option) => isFiltered(flags) || (option + index + share) % shares === 0)
      .map((option) => ({ stack, option })),
  );
  const chosen = all.filter(({ stack, option }) => {
    const kinds = editsUnder(stack, option).map(({ kind }) => kind);
    return kinds.length > 0 && (edit === undefined || kinds.includes(edit)) && (only ?? option) === option;
  });
  if (chosen.length === 0) throw new UsageError(`--edit: option ${String(only)} does not have it (${String(edit)})`);
  return chosen;
}

/** Prompt and late, and one of `shares` parts of the random orders. */
const schedulesOf = (flags: Flags): readonly Schedule[] =>
  isFiltered(flags)
    ? allSchedules
    : allSchedules.filter((_, index) => index < 2 || index % shares === (flags.share ?? todaysShare()) % shares);

/** Takes jobs from the queue until it is empty. */
async function work(
  workspace: Workspace,
  queue: Job[],
  schedules: readonly Schedule[],
  results: Results,
  io: Io,
): Promise<void> {
  await workspace.succeed("stack", "init", "dev");
  const created = workspace.save();
  for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
    const title = `option ${String(job.option)}, ${job.stack.name}`;
    workspace.restore(created);
    io.progress?.(title);
    const found: string[] = [];
    for await (const update of updatesOf(workspace, job.stack, job.option)) {
      io.progress?.(`${title}, update ${String(update.step)}`);
      const replays = schedules.map((schedule) => judge(update, schedule));
      found.push(...results.add(update, replays));
    }
    io.output(`    ${found.length === 0 ? "✔" : "✖"} ${title}`);
    for (const problem of found) io.output(`      ${problem}`);
  }
}

async function runAll(flags: Flags, io: Io): Promise<number> {
  const started = process.hrtime.bigint();
  // Standard output has nothing but the JSON.
  const say = flags.json === true ? io.error : io.output;
  const [jobs, schedules, results] = [jobsOf(flags), schedulesOf(flags), new Results()];
  const workers = Math.max(1, Math.min(flags.workers, jobs.length));
  const workspaces = await Promise.all(Array.from({ length: workers }, () => openWarmWorkspace()));
  const queue = [...jobs];
  try {
    await Promise.all(
      workspaces.map((workspace) => work(workspace, queue, schedules, results, { ...io, output: say })),
    );
  } finally {
    for (const workspace of workspaces) workspace.close();
  }
  if (isFiltered(flags)) for (const problem of results.unseen()) say(`    ✖ ${problem}`);
  const found = results.all(schedules.map(({ name }) => name));
  const text = JSON.stringify(found, null, 2);
  if (flags.json === true) io.output(text);
  if (flags.all === true) writeFileSync(join(projectDirectory, resultsFile), `${text}\n`);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const passed = found.edits.length;
  say(
    `\n  ${String(passed)} passing (edits under an option; ${String(schedules.length)} orders, ${seconds.toFixed(0)} s)`,
  );
  if (results.problems > 0) say(`  ${String(results.problems)} failing`);
  return results.problems > 0 ? 1 : 0;
}

void start((argv, io) => run(command, argv, io, (flags) => runAll(flags as Flags, io)));
