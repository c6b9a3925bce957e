import { parseArgs } from "node:util";
import { typeOf } from "../../simulator/aws/account";
import type { Fault } from "../../simulator/aws/faults";
import { throttled } from "../../simulator/aws/faults";
import { create } from "../support/deployed";
import { choose } from "../support/stack-file";
import type { Kept, Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

/** One disturbed run: from where, what is asked for, and the call that fails once in it. */
interface Disturbed {
  readonly title: string;
  readonly fault: Fault;
}

/** A kind of run, with what an undisturbed one comes to. */
interface Scenario {
  readonly title: string;
  /** What the workspace holds when the command starts. */
  readonly from: Kept;
  readonly command: readonly string[];
  readonly expected: string;
  readonly disturbances: readonly Disturbed[];
}

const say = (text: string) => process.stdout.write(`${text}\n`);
const up = ["up", "--yes", "--skip-preview", "--stack", "dev"];
const destroy = ["destroy", "--yes", "--skip-preview", "--stack", "dev"];
const options = [1, 2, 3, 4, 5];
/** CI takes one share at a time, of some 65 runs. */
const shares = 22;

/** What exists, and what the engine believes to exist: equal texts mean the same state, nothing orphaned. */
function outcome({ aws, state }: Workspace): string {
  const { resources, pending_operations: pending = [] } = state("dev");
  const believed = resources.filter(({ custom, urn }) => custom && typeOf(urn).startsWith("aws:"));
  return [
    ...aws.account.all.map((one) => `exists: ${JSON.stringify(one)}`).sort(),
    ...believed.map(({ urn, id }) => `believed: ${urn} ${String(id)}`).sort(),
    ...pending.map(({ resource }) => `pending: ${resource.urn}`),
  ].join("\n");
}

/** What exists, by URN and id, with its inputs as text. */
const contents = ({ aws }: Workspace) =>
  new Map(aws.account.all.map((one) => [`${one.urn} ${one.id}`, JSON.stringify(one.inputs)]));

/** Every call that an undisturbed run makes, as a fault of that call. */
function faultsOf(workspace: Workspace, before: ReadonlyMap<string, string>): readonly Disturbed[] {
  const after = contents(workspace);
  const urnOf = (key: string) => key.slice(0, key.lastIndexOf(" "));
  const calls = [
    ...[...after.keys()].filter((key) => !before.has(key)).map((key) => ["create", urnOf(key)] as const),
    ...[...before.keys()].filter((key) => !after.has(key)).map((key) => ["delete", urnOf(key)] as const),
    ...[...after]
      .filter(([key, inputs]) => before.has(key) && before.get(key) !== inputs)
      .map(([key]) => ["update", urnOf(key)] as const),
  ];
  const made: Disturbed[] = calls.map(([call, urn]) => ({
    title: `${call} of ${urn.split("::").slice(2).join(" ").replace(/^.*\$/, "")} fails`,
    fault: { call, of: urn, failure: throttled },
  }));
  // The order in which they were made follows timing; shares have to be the same for every worker.
  return made.sort((one, other) => one.title.localeCompare(other.title));
}

/** Runs a command from where the workspace stands, undisturbed. */
async function undisturbed(workspace: Workspace, title: string, command: readonly string[]): Promise<Scenario> {
  const from = workspace.keep();
  const before = contents(workspace);
  await workspace.succeed(...command);
  return { title, from, command, expected: outcome(workspace), disturbances: faultsOf(workspace, before) };
}

/** The scenarios that begin with a first update under an option. */
async function scenariosOf(workspace: Workspace, option: number): Promise<readonly Scenario[]> {
  await create(workspace);
  choose(workspace, option);
  const first = await undisturbed(workspace, `option ${String(option)}, first up`, up);
  const live = workspace.keep();
  const last = await undisturbed(workspace, `option ${String(option)}, destroy`, destroy);
  if (option !== 1) return [first, last];
  workspace.restore(live);
  choose(workspace, 4);
  return [first, last, await undisturbed(workspace, "switch 1 -> 4", up)];
}

/** Why a disturbed run did not come to what an undisturbed one does; undefined where it did. */
async function disturb(
  workspace: Workspace,
  { from, command, expected }: Scenario,
  { fault }: Disturbed,
): Promise<string | undefined> {
  workspace.restore(from);
  workspace.aws.faults.clear();
  workspace.aws.faults.add(fault);
  const first = await workspace.pulumi(...command);
  if (workspace.aws.faults.unused.length > 0) return `the call was never made\n${first.output}`;
  if (first.code === 0) return "the command succeeded although a call had failed";
  const second = await workspace.pulumi(...command);
  if (second.code !== 0) return `the second ${command[0] ?? ""} failed\n${second.output}`;
  const came = outcome(workspace);
  if (came === expected) return undefined;
  const lines = new Set(expected.split("\n"));
  const other = came.split("\n").filter((line) => !lines.has(line));
  return `it came to another state than an undisturbed run\n${other.slice(0, 3).join("\n")}`;
}

/** Each workspace takes the next job until none is left. @returns what they came to, in the order of the jobs */
async function shareOut<J, R>(
  workspaces: readonly Workspace[],
  jobs: readonly J[],
  work: (workspace: Workspace, job: J) => Promise<R>,
): Promise<readonly R[]> {
  const left = [...jobs.entries()];
  const results = new Map<number, R>();
  const take = async (workspace: Workspace): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      results.set(next[0], await work(workspace, next[1]));
    }
  };
  await Promise.all(workspaces.map(take));
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}

/** First ups, then destroys, then the switch: a share is counted in this order. */
function inOrder(scenarios: readonly Scenario[]): readonly Scenario[] {
  const kinds = [/first up$/, /destroy$/, /^switch/];
  return kinds.flatMap((kind) => scenarios.filter(({ title }) => kind.test(title)));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { all: { type: "boolean", default: false }, share: { type: "string" }, workers: { type: "string" } },
  });
  const start = process.hrtime.bigint();
  // Another share each day, so that all come round; a failure says which one it was.
  const share = Number(values.share ?? Math.floor(Date.now() / 86_400_000));
  say(values.all ? "  all fault runs" : `  fault runs, share ${String(share % shares)} of ${String(shares)}`);
  let [passing, failing] = [0, 0];
  const workers = Array.from({ length: Number(values.workers ?? 2) });
  const workspaces = await Promise.all(workers.map(() => openWarmWorkspace()));
  let total = 0;
  try {
    const scenarios = inOrder((await shareOut(workspaces, options, scenariosOf)).flat());
    const all = scenarios.flatMap((scenario) => scenario.disturbances.map((disturbed) => ({ scenario, disturbed })));
    const chosen = all.filter((_, run) => values.all || run % shares === share % shares);
    await shareOut(workspaces, chosen, async (workspace, { scenario, disturbed }) => {
      const problem = await disturb(workspace, scenario, disturbed);
      if (problem === undefined) passing += 1;
      else failing += 1;
      const title = `${scenario.title}: ${disturbed.title}`;
      say(`    ${problem === undefined ? "✔" : "✖"} ${title}${problem === undefined ? "" : `\n      ${problem}`}`);
    });
    total = all.length;
  } finally {
    for (const workspace of workspaces) workspace.close();
  }
  say(`\n  ${String(passing)} passing\n${failing > 0 ? `  ${String(failing)} failing\n` : ""}`);
  const minutes = Number(process.hrtime.bigint() - start) / 60e9;
  say(`  of ${String(total)} fault runs in all, in ${minutes.toFixed(1)} minutes`);
  process.exitCode = failing > 0 ? 1 : 0;
}

void main();
