import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { UpdateResults } from "../../report/update-results";
import { readUpdateResults } from "../../report/update-results";
import type { Schedule } from "../../simulator/schedules/schedule";
import { run, start } from "../../tools/command";
import type { Io } from "../../tools/progress";
import { projectDirectory } from "../support/run";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { editsUnder } from "./edits/stacks";
import { faultRuns } from "./faults";
import type { Flags } from "./flags";
import { command, isFiltered, resultsFile, savesRows } from "./flags";
import type { Job } from "./jobs";
import { jobsOf, schedulesOf } from "./jobs";
import { judgeAll, problemsAfter } from "./judge";
import { Results, withRows } from "./results";
import { updatesOf } from "./updates";

/** A run in progress. */
interface Progress {
  readonly schedules: readonly Schedule[];
  readonly results: Results;
  readonly io: Io;
  /** Whether the results file gets the rows of each job. */
  readonly saves: boolean;
  passed: number;
  failed: number;
}

function report(progress: Progress, title: string, problems: readonly string[]): void {
  if (problems.length === 0) progress.passed += 1;
  else progress.failed += 1;
  progress.io.output(`    ${problems.length === 0 ? "✔" : "✖"} ${title}`);
  for (const problem of problems) progress.io.output(`      ${problem}`);
}

async function runEdits(workspace: Workspace, job: Job, progress: Progress): Promise<void> {
  const title = `option ${String(job.option)}, ${job.stack.name}`;
  const problems: string[] = [];
  for await (const update of updatesOf(workspace, job.stack, job.option)) {
    progress.io.progress?.(`${title}, update ${String(update.step)}`);
    problems.push(...progress.results.add(update, await judgeAll(update, progress.schedules)));
    problems.push(...problemsAfter(update).map((line) => `update ${String(update.step)}: ${line}`));
  }
  report(progress, title, problems);
}

async function runFaults(workspace: Workspace, job: Job, progress: Progress): Promise<void> {
  const title = `option ${String(job.option)}, ${job.stack.name}, faults`;
  progress.io.progress?.(title);
  for await (const faultRun of faultRuns(workspace, job, progress.schedules)) {
    report(progress, `${title}: ${faultRun.title}`, faultRun.problems);
    progress.io.progress?.(title);
  }
}

const save = (results: UpdateResults) => {
  writeFileSync(join(projectDirectory, resultsFile), `${JSON.stringify(results, null, 2)}\n`);
};

const resultsOf = ({ results, schedules }: Progress) => results.all(schedules.map(({ name }) => name));

/** Replaces the rows of a job in the results file. */
function saveRows(progress: Progress, { stack, option }: Job): void {
  const kinds = editsUnder(stack, option).map(({ kind }) => kind);
  const { schedules, edits } = resultsOf(progress);
  const rows = edits.filter((row) => row.option === option && kinds.includes(row.kind));
  const known = readUpdateResults(readFileSync(join(projectDirectory, resultsFile), "utf8"));
  save(withRows(known, { schedules, edits: rows }));
}

/** Takes jobs from the queue until it is empty. */
async function work(workspace: Workspace, queue: Job[], progress: Progress): Promise<void> {
  await workspace.succeed("stack", "init", "dev");
  const created = workspace.save();
  for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
    workspace.restore(created);
    const title = `option ${String(job.option)}, ${job.stack.name}`;
    const failed = progress.failed;
    try {
      await (job.kind === "edits" ? runEdits : runFaults)(workspace, job, progress);
      // A job that failed has no results for the updates that it could not make.
      if (progress.saves && job.kind === "edits" && progress.failed === failed) saveRows(progress, job);
    } catch (error) {
      report(progress, title, [error instanceof Error ? error.message : String(error)]);
    }
  }
}

async function runAll(flags: Flags, io: Io): Promise<number> {
  const started = process.hrtime.bigint();
  // Standard output has nothing but the JSON.
  const lines = flags.json === true ? { ...io, output: io.error } : io;
  const [queue, results] = [[...jobsOf(flags)], new Results()];
  const progress: Progress = {
    schedules: schedulesOf(flags),
    results,
    io: lines,
    saves: savesRows(flags),
    passed: 0,
    failed: 0,
  };
  const workers = Math.max(1, Math.min(flags.workers, queue.length));
  const workspaces = await Promise.all(Array.from({ length: workers }, () => openWarmWorkspace()));
  try {
    await Promise.all(workspaces.map((workspace) => work(workspace, queue, progress)));
  } finally {
    for (const workspace of workspaces) workspace.close();
  }
  if (isFiltered(flags)) for (const line of results.unseen()) report(progress, line, ["not seen"]);
  if (flags.json === true) io.output(JSON.stringify(resultsOf(progress), null, 2));
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  lines.output(`\n  ${String(progress.passed)} passing (${seconds.toFixed(0)} s)`);
  if (progress.failed > 0) lines.output(`  ${String(progress.failed)} failing`);
  lines.output(`  ${String(progress.schedules.length)} orders of each update`);
  // Only a run of all edits has the rows of services that no edit changes, and knows which edits there are.
  if (flags.all === true && progress.failed === 0) save(resultsOf(progress));
  return progress.failed > 0 ? 1 : 0;
}

void start((argv, io) => run(command, argv, io, (flags) => runAll(flags as Flags, io)));
