import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Schedule } from "../../simulator/schedules/schedule";
import { run, start } from "../../tools/command";
import type { Io } from "../../tools/progress";
import { projectDirectory } from "../support/run";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { faultRuns } from "./faults";
import type { Flags } from "./flags";
import { command, isFiltered, resultsFile } from "./flags";
import type { Job } from "./jobs";
import { jobsOf, schedulesOf } from "./jobs";
import { judgeAll } from "./judge";
import { Results } from "./results";
import { updatesOf } from "./updates";

/** A run in progress. */
interface Progress {
  readonly schedules: readonly Schedule[];
  readonly results: Results;
  readonly io: Io;
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

/** Takes jobs from the queue until it is empty. */
async function work(workspace: Workspace, queue: Job[], progress: Progress): Promise<void> {
  await workspace.succeed("stack", "init", "dev");
  const created = workspace.save();
  for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
    workspace.restore(created);
    const title = `option ${String(job.option)}, ${job.stack.name}`;
    try {
      await (job.kind === "edits" ? runEdits : runFaults)(workspace, job, progress);
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
  const progress: Progress = { schedules: schedulesOf(flags), results, io: lines, passed: 0, failed: 0 };
  const workers = Math.max(1, Math.min(flags.workers, queue.length));
  const workspaces = await Promise.all(Array.from({ length: workers }, () => openWarmWorkspace()));
  try {
    await Promise.all(workspaces.map((workspace) => work(workspace, queue, progress)));
  } finally {
    for (const workspace of workspaces) workspace.close();
  }
  if (isFiltered(flags)) for (const line of results.unseen()) report(progress, line, ["not seen"]);
  const text = JSON.stringify(results.all(progress.schedules.map(({ name }) => name)), null, 2);
  if (flags.json === true) io.output(text);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  lines.output(`\n  ${String(progress.passed)} passing (${seconds.toFixed(0)} s)`);
  if (progress.failed > 0) lines.output(`  ${String(progress.failed)} failing`);
  lines.output(`  ${String(progress.schedules.length)} orders of each update`);
  // A run that failed has no results for the updates that it could not make.
  if (flags.all === true && progress.failed === 0) writeFileSync(join(projectDirectory, resultsFile), `${text}\n`);
  else if (flags.all === true) lines.output(`  ${resultsFile} is as it was, because the run failed`);
  return progress.failed > 0 ? 1 : 0;
}

void start((argv, io) => run(command, argv, io, (flags) => runAll(flags as Flags, io)));
