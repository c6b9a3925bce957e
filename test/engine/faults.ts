import { typeOf } from "../../simulator/aws/account";
import type { Fault } from "../../simulator/aws/faults";
import { throttled } from "../../simulator/aws/faults";
import { isOfAws } from "../../simulator/aws/model";
import type { Io } from "../../tools/progress";
import { createCommand, run, start, UsageError, wholeNumber } from "../../tools/command";
import { create, up } from "../support/deployed";
import { choose, editStack } from "../support/stack-file";
import type { Workspace, WorkspaceSnapshot } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { additions, outside } from "./fault-additions";

/** A run in which one call fails once. */
interface FaultRun {
  readonly title: string;
  readonly fault: Fault;
}

/** A command from a known state, with its outcome when no call fails. */
interface Scenario {
  readonly title: string;
  /** The workspace when the command starts. */
  readonly from: WorkspaceSnapshot;
  readonly command: readonly string[];
  readonly expected: string;
  readonly faultRuns: readonly FaultRun[];
}

const destroy = ["destroy", "--yes", "--skip-preview", "--stack", "dev"];
const options = [1, 2, 3, 4, 5];
/** CI runs one share at a time, about 60 runs. */
const shares = 42;

/** The resources of the account and of the engine's state as text. Equal outcomes mean equal states without orphans. */
function outcome({ aws, state }: Workspace): string {
  const { resources, pending_operations: pending = [] } = state("dev");
  const recorded = resources.filter(({ custom, urn }) => custom && isOfAws(typeOf(urn)));
  return [
    ...aws.account.all.map((resource) => `exists: ${JSON.stringify(resource)}`).sort(),
    ...recorded.map(({ urn, id }) => `recorded: ${urn} ${String(id)}`).sort(),
    ...pending.map(({ resource }) => `pending: ${resource.urn}`),
  ].join("\n");
}

/** Inputs of the account's resources as text, by URN and id, with a tab between them: both may have spaces. */
const contents = ({ aws }: Workspace) =>
  new Map(aws.account.all.map(({ urn, id, inputs }) => [`${urn}\t${id}`, JSON.stringify(inputs)]));

/** One fault run for each call of a run without faults. */
function faultsOf(workspace: Workspace, before: ReadonlyMap<string, string>): readonly FaultRun[] {
  const after = contents(workspace);
  const urnOf = (key: string) => key.slice(0, key.indexOf("\t"));
  const calls = [
    ...[...after.keys()].filter((key) => !before.has(key)).map((key) => ["create", urnOf(key)] as const),
    ...[...before.keys()].filter((key) => !after.has(key)).map((key) => ["delete", urnOf(key)] as const),
    ...[...after]
      .filter(([key, inputs]) => before.has(key) && before.get(key) !== inputs)
      .map(([key]) => ["update", urnOf(key)] as const),
  ];
  const faultRuns: FaultRun[] = calls.map(([call, urn]) => ({
    title: `${call} of ${urn.split("::").slice(2).join(" ").replace(/^.*\$/, "")} fails`,
    fault: { call, of: urn, failure: throttled },
  }));
  // The order of creation depends on timing, but shares must be the same for every worker.
  return faultRuns.sort((left, right) => left.title.localeCompare(right.title));
}

/** Runs a command without faults, from the workspace's current state. */
async function scenarioOf(workspace: Workspace, title: string, command: readonly string[]): Promise<Scenario> {
  const from = workspace.save();
  const before = contents(workspace);
  await workspace.succeed(...command);
  return { title, from, command, expected: outcome(workspace), faultRuns: faultsOf(workspace, before) };
}

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

/** Runs a command with a fault, then again without. @returns the problem, or undefined if the outcome is as expected */
async function runWithFault(
  workspace: Workspace,
  { from, command, expected }: Scenario,
  { fault }: FaultRun,
): Promise<string | undefined> {
  workspace.restore(from);
  workspace.aws.faults.clear();
  workspace.aws.faults.add(fault);
  const first = await workspace.pulumi(...command);
  if (workspace.aws.faults.unused.length > 0) return `no call triggered the fault\n${first.output}`;
  if (first.code === 0) return "the command succeeded although a call had failed";
  const second = await workspace.pulumi(...command);
  if (second.code !== 0) return `the second ${command[0] ?? ""} failed\n${second.output}`;
  const actual = outcome(workspace);
  if (actual === expected) return undefined;
  const lines = new Set(expected.split("\n"));
  const unexpected = actual.split("\n").filter((line) => !lines.has(line));
  return `the state differs from a run without faults\n${unexpected.slice(0, 3).join("\n")}`;
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

/** First updates, then destroys, then the switch: shares are taken in this order. */
function inOrder(scenarios: readonly Scenario[]): readonly Scenario[] {
  const kinds = [/first up$/, /destroy$/, /^switch/];
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
  `Fails each provider call of updates, destroys and a switch once, and checks that the next run ends in the same state as without the fault.

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
    const scenarios = inOrder((await distribute(workspaces, options, scenariosOf)).flat());
    const runs = scenarios.flatMap((scenario) =>
      scenario.faultRuns.map((faultRun) => ({ scenario, faultRun, title: `${scenario.title}: ${faultRun.title}` })),
    );
    const wanted = runs.filter(({ title }) => title.includes(of));
    if (wanted.length === 0) throw new UsageError(`--of ${of}: no run has this text in its title`);
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
