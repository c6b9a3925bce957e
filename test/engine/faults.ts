import type { Io } from "../../tools/progress";
import { createCommand, run, start, UsageError, wholeNumber } from "../../tools/command";
import { create, up } from "../support/deployed";
import { choose, editStack } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { additions, outside } from "./fault-additions";
import type { FaultRun, Scenario } from "./fault-scenarios";
import { runWithFault, scenarioOf } from "./fault-scenarios";
import { shiftingOptions, strategyScenarios } from "./fault-strategies";
import { faultedPairs, switchScenarios } from "./fault-switches";

const destroy = ["destroy", "--yes", "--skip-preview", "--stack", "dev"];
const options = [1, 2, 3, 4, 5];
/** CI runs one share at a time, about 60 runs. */
const shares = 55;

/** First update and destroy of a stack; for option 1 also a switch. */
async function scenariosFrom(workspace: Workspace, option: number, stack: string): Promise<readonly Scenario[]> {
  choose(workspace, option);
  const first = await scenarioOf(workspace, `${stack}, first up`, up);
  const live = workspace.save();
  const last = await scenarioOf(workspace, `${stack}, destroy`, destroy);
  if (option !== 1) return [first, last];
  workspace.restore(live);
  choose(workspace, 4);
  return [first, last, await scenarioOf(workspace, `switch 1 -> 4 of ${stack}`, up)];
}

/** The scenarios of an option, without and with each addition. With it, only the calls that it adds fail. */
async function scenariosOf(workspace: Workspace, option: number): Promise<readonly Scenario[]> {
  const stack = `option ${String(option)}`;
  await create(workspace);
  const plain = await scenariosFrom(workspace, option, stack);
  const known = plain.map(({ faultRuns }) => new Set(faultRuns.map(({ title }) => title)));
  const added: Scenario[] = [];
  for (const { title, edits } of additions.filter((addition) => addition.options.includes(option))) {
    await create(workspace);
    editStack(workspace, edits(option));
    for (const [index, scenario] of (await scenariosFrom(workspace, option, `${stack} ${title}`)).entries()) {
      const isNew = (faultRun: FaultRun) => known[index]?.has(faultRun.title) !== true;
      added.push({ ...scenario, faultRuns: scenario.faultRuns.filter(isNew) });
    }
  }
  return [...plain, ...added];
}

/** Runs jobs in several workspaces at a time. @returns the results in the order of the jobs */
async function distribute<J, R>(
  workspaces: readonly Workspace[],
  jobs: readonly J[],
  work: (workspace: Workspace, job: J) => Promise<R>,
): Promise<readonly R[]> {
  const queue = [...jobs.entries()];
  const results = new Map<number, R>();
  const take = async (workspace: Workspace): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results.set(next[0], await work(workspace, next[1]));
    }
  };
  await Promise.all(workspaces.map(take));
  return [...results].sort(([left], [right]) => left - right).map(([, result]) => result);
}

/** First updates, then destroys, the switches and the strategies: shares are taken in this order. */
function inOrder(scenarios: readonly Scenario[]): readonly Scenario[] {
  const kinds = [/first up$/, /destroy$/, /^switch/, /^strategies/];
  return kinds.flatMap((kind) => scenarios.filter(({ title }) => kind.test(title)));
}

/** Flags of `npm run test:faults`. */
interface Flags {
  readonly all?: boolean;
  readonly share: number;
  readonly workers: number;
  readonly of: string;
}

const command = createCommand(
  "test:faults",
  `Fails each provider call of updates, destroys and switches once, and checks that the next run ends in the same state as without the fault. While a standby comes, serves and goes, and while services with a strategy are updated and leave it, no request may be lost.

Without --all, one of ${String(shares)} shares runs, another one each day.`,
)
  .option("--all", "run all shares")
  // A different share each day, so that all shares are run in turn. The output names the share.
  .option("--share <number>", "run this share instead of today's", wholeNumber, Math.floor(Date.now() / 86_400_000))
  .option("--workers <number>", "engines at a time", wholeNumber, 2)
  .option("--of <text>", "only runs whose title has this text", "");

async function runAll({ all, share, workers: count, of }: Flags, { output: print }: Io): Promise<number> {
  const started = process.hrtime.bigint();
  print(all === true ? "  all fault runs" : `  fault runs, share ${String(share % shares)} of ${String(shares)}`);
  let [passing, failing] = [0, 0];
  const workers = Array.from({ length: Math.max(1, count) });
  const workspaces = await Promise.all(workers.map(() => openWarmWorkspace()));
  for (const { aws } of workspaces) aws.account.outside = outside;
  let total = 0;
  try {
    const bases = [
      ...options.map((option) => (workspace: Workspace) => scenariosOf(workspace, option)),
      ...faultedPairs.map((pair) => (workspace: Workspace) => switchScenarios(workspace, pair)),
      ...shiftingOptions.map((option) => (workspace: Workspace) => strategyScenarios(workspace, option)),
    ];
    const scenarios = inOrder((await distribute(workspaces, bases, (workspace, base) => base(workspace))).flat());
    const runs = scenarios.flatMap((scenario) =>
      scenario.faultRuns.map((faultRun) => ({ scenario, faultRun, title: `${scenario.title}: ${faultRun.title}` })),
    );
    const wanted = runs.filter(({ title }) => title.includes(of));
    if (wanted.length === 0)
      throw new UsageError(`--of ${of}: none of ${String(runs.length)} runs has this text in its title`);
    const chosen = wanted.filter((_, run) => all === true || run % shares === share % shares);
    await distribute(workspaces, chosen, async (workspace, { scenario, faultRun, title }) => {
      const problem = await runWithFault(workspace, scenario, faultRun);
      if (problem === undefined) passing += 1;
      else failing += 1;
      print(`    ${problem === undefined ? "✔" : "✖"} ${title}${problem === undefined ? "" : `\n      ${problem}`}`);
    });
    total = runs.length;
  } finally {
    for (const workspace of workspaces) workspace.close();
  }
  print(`\n  ${String(passing)} passing\n${failing > 0 ? `  ${String(failing)} failing\n` : ""}`);
  const minutes = Number(process.hrtime.bigint() - started) / 60e9;
  print(`  of ${String(total)} fault runs in all, in ${minutes.toFixed(1)} minutes`);
  return failing > 0 ? 1 : 0;
}

void start((argv, io) => run(command, argv, io, (flags) => runAll(flags as unknown as Flags, io)));
