import { parseArgs } from "node:util";
import { typeOf } from "../../simulator/aws/account";
import type { Fault } from "../../simulator/aws/faults";
import { throttled } from "../../simulator/aws/faults";
import { serve, stop } from "../support/server";
import type { Workspace } from "../support/workspace";
import { openWorkspace } from "../support/workspace";

/** One disturbed run: from where, what is asked for, and the call that fails once in it. */
interface Disturbed {
  readonly title: string;
  readonly fault: Fault;
}

/** A kind of run, with what it starts from and what an undisturbed run comes to. */
interface Scenario {
  readonly title: string;
  /** Leaves the workspace as the runs of this scenario find it. */
  readonly prepare: (workspace: Workspace) => Promise<unknown>;
  readonly command: readonly string[];
}

const say = (text: string) => process.stdout.write(`${text}\n`);
const up = ["up", "--yes", "--skip-preview", "--stack", "dev"];
const destroy = ["destroy", "--yes", "--skip-preview", "--stack", "dev"];
const region = "us-east-1";
const options = [1, 2, 3, 4, 5];
/** CI takes one share at a time, of some 65 runs. */
const shares = 22;

const choose = (workspace: Workspace, option: number) => workspace.succeed("config", "set", "option", String(option));

const scenarios: readonly Scenario[] = [
  ...options.map((option) => ({
    title: `option ${String(option)}, first up`,
    prepare: (workspace: Workspace) => choose(workspace, option),
    command: up,
  })),
  ...options.map((option) => ({
    title: `option ${String(option)}, destroy`,
    prepare: async (workspace: Workspace) => {
      await choose(workspace, option);
      await workspace.succeed(...up);
    },
    command: destroy,
  })),
  {
    title: "switch 1 -> 4",
    prepare: async (workspace) => {
      await choose(workspace, 1);
      await workspace.succeed(...up);
      await choose(workspace, 4);
    },
    command: up,
  },
];

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

/** Why a disturbed run did not come to what an undisturbed one does; undefined where it did. */
async function disturb(
  workspace: Workspace,
  command: readonly string[],
  { fault }: Disturbed,
  expected: string,
  restore: () => void,
): Promise<string | undefined> {
  restore();
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

/** The runs that one worker has to do in all scenarios: `mine` says of the n-th run whether it is one of them. */
async function work(mine: (run: number) => boolean, report: (title: string, problem: string | undefined) => void) {
  // One host of the program's language for all of a worker's commands: starting it twice a command is an eighth of the time.
  const host = await serve("engine/language-host.ts", region);
  const workspace = await openWorkspace(region, {
    PULUMI_DEBUG_LANGUAGES: `nodejs:${String(host.port)}`,
    // State is written at the end of a command, not at each step: no engine is killed here (killed.test.ts does that),
    // so what a command leaves is the same, and half of the engine's own time is saved.
    PULUMI_SKIP_CHECKPOINTS: "true",
  });
  try {
    await workspace.succeed("stack", "init", "dev");
    const empty = workspace.keep();
    let run = 0;
    for (const { title, prepare, command } of scenarios) {
      empty();
      workspace.aws.faults.clear();
      await prepare(workspace);
      const restore = workspace.keep();
      const before = contents(workspace);
      await workspace.succeed(...command);
      const expected = outcome(workspace);
      const disturbances = faultsOf(workspace, before);
      const own = disturbances.filter((_, index) => mine(run + index));
      run += disturbances.length;
      for (const disturbed of own) {
        report(`${title}: ${disturbed.title}`, await disturb(workspace, command, disturbed, expected, restore));
      }
    }
    return run;
  } finally {
    workspace.close();
    stop(host);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { all: { type: "boolean", default: false }, share: { type: "string" }, workers: { type: "string" } },
  });
  const workers = Number(values.workers ?? 2);
  const start = process.hrtime.bigint();
  // Another share each day, so that all come round; a failure says which one it was.
  const share = Number(values.share ?? Math.floor(Date.now() / 86_400_000));
  const chosen = (run: number) => values.all || run % shares === share % shares;
  let [passing, failing] = [0, 0];
  const report = (title: string, problem: string | undefined) => {
    if (problem === undefined) passing += 1;
    else failing += 1;
    say(`    ${problem === undefined ? "✔" : "✖"} ${title}${problem === undefined ? "" : `\n      ${problem}`}`);
  };
  say(values.all ? "  all fault runs" : `  fault runs, share ${String(share % shares)} of ${String(shares)}`);
  const nth = Array.from({ length: workers }, (_, worker) => worker);
  // Within the share, every worker takes its own.
  const mine = (worker: number) => (run: number) =>
    chosen(run) && Math.floor(run / (values.all ? 1 : shares)) % workers === worker;
  const totals = await Promise.all(nth.map((worker) => work(mine(worker), report)));
  say(`\n  ${String(passing)} passing\n${failing > 0 ? `  ${String(failing)} failing\n` : ""}`);
  const minutes = Number(process.hrtime.bigint() - start) / 60e9;
  say(`  of ${String(totals[0])} fault runs in all, in ${minutes.toFixed(1)} minutes`);
  process.exitCode = failing > 0 ? 1 : 0;
}

void main();
