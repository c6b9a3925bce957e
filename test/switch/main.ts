import { allSchedules } from "../../simulator/schedules/schedule";
import type { Schedule } from "../../simulator/schedules/schedule";
import { switchTimesTable } from "../../report/switch-times";
import { run, start } from "../../tools/command";
import type { Io } from "../../tools/progress";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { judgeAll, problemsAfter } from "../traffic/judge";
import { inLines, lostIn } from "../traffic/problems";
import type { MadeUpdate } from "../traffic/updates";
import type { Flags } from "./flags";
import { command } from "./flags";
import { FreshStacks } from "./fresh";
import { jobsOf, titleOf } from "./jobs";
import type { MadeStep, Switching } from "./run";
import { madeSteps } from "./run";
import { steps, timedSteps } from "./steps";
import { problemsOfTime, Times } from "./times";

/** What one step of a switch did. */
interface StepResult {
  readonly switch: string;
  readonly step: string;
  /** Requests that were sent at the domain, in all orders. */
  readonly asked: number;
  /** Requests that are lost only if changes take effect later than the update deletes what they replace, in all orders. */
  readonly assumed: number;
  readonly problems: readonly string[];
}

/** A run in progress. */
interface Progress {
  readonly schedules: readonly Schedule[];
  readonly results: StepResult[];
  readonly io: Io;
  /** How long the steps take, if that is all that is asked; then no request is sent. */
  readonly times?: Times;
}

/** What an update did to requests at the domain. */
async function trafficOf(made: MadeUpdate, schedules: readonly Schedule[]) {
  const replays = await judgeAll(made, schedules);
  const found = replays.flatMap(({ schedule, failures, lost }) => [
    ...failures.map((text) => ({ schedule, text })),
    ...lostIn(schedule, lost),
  ]);
  const asked = replays.reduce((sum, replay) => sum + replay.asked, 0);
  const idle = asked === 0 ? ["it makes no call, so that no request is sent"] : [];
  const assumed = replays.flatMap((replay) => replay.assumed).reduce((sum, { count }) => sum + count, 0);
  return { asked, assumed, problems: [...idle, ...inLines(found, schedules.length), ...problemsAfter(made)] };
}

function report({ io, results }: Progress, result: StepResult): void {
  results.push(result);
  const { switch: name, step, problems, assumed } = result;
  const note = assumed === 0 ? "" : " (assuming immediate propagation)";
  io.output(`    ${problems.length === 0 ? "✔" : "✖"} ${name}, ${step}${problems.length === 0 ? note : ""}`);
  for (const problem of problems) io.output(`      ${problem}`);
}

async function reportStep(progress: Progress, switching: Switching, madeStep: MadeStep): Promise<void> {
  const { step, made, problems } = madeStep;
  const name = { switch: titleOf(switching), step: step.name };
  if (progress.times !== undefined) {
    progress.times.add(switching, madeStep);
    report(progress, { ...name, asked: 0, assumed: 0, problems });
    return;
  }
  const traffic = await trafficOf(made, progress.schedules);
  const all = [...problems, ...traffic.problems, ...problemsOfTime(switching, madeStep)];
  report(progress, { ...name, ...traffic, problems: all });
}

/** Takes switches from the queue until it is empty. */
async function work(workspace: Workspace, queue: Switching[], fresh: FreshStacks, progress: Progress): Promise<void> {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    progress.io.progress?.(titleOf(next));
    try {
      for await (const made of madeSteps(workspace, next, fresh, progress.times ? timedSteps : steps))
        await reportStep(progress, next, made);
    } catch (error) {
      const problems = [error instanceof Error ? error.message.slice(-2000) : String(error)];
      report(progress, { switch: titleOf(next), step: "new stack", asked: 0, assumed: 0, problems });
    }
  }
}

async function runAll(flags: Flags, io: Io): Promise<number> {
  const started = process.hrtime.bigint();
  // Standard output has nothing but the JSON.
  const lines = flags.json === true ? { ...io, output: io.error } : io;
  const times = flags.times === true ? new Times() : undefined;
  const queue = [...jobsOf(times === undefined ? flags : { ...flags, stack: "dev" })];
  const count = queue.length;
  const progress: Progress = {
    schedules: allSchedules.slice(0, flags.schedules),
    results: [],
    io: lines,
    ...(times === undefined ? {} : { times }),
  };
  const workers = Math.max(1, Math.min(flags.workers, queue.length));
  const workspaces = await Promise.all(Array.from({ length: workers }, () => openWarmWorkspace()));
  try {
    for (const workspace of workspaces) await workspace.succeed("stack", "init", "dev");
    const [first] = workspaces;
    if (first === undefined) throw new Error("there is no workspace");
    const fresh = new FreshStacks(first.save());
    await Promise.all(workspaces.map((workspace) => work(workspace, queue, fresh, progress)));
  } finally {
    for (const workspace of workspaces) workspace.close();
  }
  const { results, schedules } = progress;
  const failing = results.filter(({ problems }) => problems.length > 0).length;
  if (times !== undefined) {
    lines.output(`\n${switchTimesTable(times.all())}`);
    if (failing === 0) times.save();
  }
  const minutes = Number(process.hrtime.bigint() - started) / 60e9;
  if (flags.json === true) io.output(JSON.stringify(results, null, 2));
  lines.output(`\n  ${String(results.length - failing)} passing (${minutes.toFixed(1)} minutes)`);
  if (failing > 0) lines.output(`  ${String(failing)} failing`);
  lines.output(`  ${String(count)} switches, ${String(schedules.length)} orders of each update`);
  return failing > 0 ? 1 : 0;
}

void start((argv, io) => run(command, argv, io, (flags) => runAll(flags as unknown as Flags, io)));
