import type { Settings } from "../../core/settings/settings";
import { typeOf } from "../../simulator/aws/account";
import type { Call, Fault } from "../../simulator/aws/faults";
import { throttled } from "../../simulator/aws/faults";
import type { ProviderCall } from "../../simulator/aws/handlers";
import { isOfAws } from "../../simulator/aws/model";
import type { Outcome } from "../support/command";
import type { Workspace, WorkspaceSnapshot } from "../support/workspace";
import { watch } from "./watched";

/** A run in which one call fails once. */
export interface FaultRun {
  readonly title: string;
  readonly fault: Fault;
}

/** A command from a known state, with its outcome when no call fails. */
export interface Scenario {
  readonly title: string;
  /** The workspace when the command starts. */
  readonly from: WorkspaceSnapshot;
  readonly command: readonly string[];
  /** The command that follows a failure. */
  readonly again: readonly string[];
  readonly expected: string;
  readonly faultRuns: readonly FaultRun[];
  /** The settings whose routes must be served at the domain all the time; absent if requests may be lost. */
  readonly served?: Settings;
}

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

/**
 * One fault run for each call of a run without faults. Not every change is an update: ECS sets weights without a call, and
 * a task definition that is replaced keeps its id.
 */
function faultsOf(
  workspace: Workspace,
  before: ReadonlyMap<string, string>,
  made: readonly ProviderCall[],
): readonly FaultRun[] {
  const isMade = (call: Call, urn: string) => made.some((one) => one.operation === call && one.urn === urn);
  const after = contents(workspace);
  const urnOf = (key: string) => key.slice(0, key.indexOf("\t"));
  const calls = [
    ...[...after.keys()].filter((key) => !before.has(key)).map((key) => ["create", urnOf(key)] as const),
    ...[...before.keys()].filter((key) => !after.has(key)).map((key) => ["delete", urnOf(key)] as const),
    ...[...after]
      .filter(([key, inputs]) => before.has(key) && before.get(key) !== inputs)
      .flatMap(([key]) => (["create", "update", "delete"] as const).map((call) => [call, urnOf(key)] as const))
      .filter(([call, urn]) => isMade(call, urn)),
  ];
  const faultRuns: FaultRun[] = calls.map(([call, urn]) => ({
    title: `${call} of ${urn.split("::").slice(2).join(" ").replace(/^.*\$/, "")} fails`,
    fault: { call, of: urn, failure: throttled },
  }));
  // The order of creation depends on timing, but shares must be the same for every worker.
  return faultRuns.sort((left, right) => left.title.localeCompare(right.title));
}

/** Runs a command without faults, from the workspace's current state. */
export async function scenarioOf(workspace: Workspace, title: string, command: readonly string[]): Promise<Scenario> {
  const from = workspace.save();
  const before = contents(workspace);
  const earlier = workspace.aws.calls.length;
  await workspace.succeed(...command);
  const faultRuns = faultsOf(workspace, before, workspace.aws.calls.slice(earlier));
  return { title, from, command, again: command, expected: outcome(workspace), faultRuns };
}

/** Runs a command. @returns its outcome, and the services that lost requests at the domain meanwhile, with the hops */
async function watched(
  workspace: Workspace,
  served: Settings | undefined,
  command: readonly string[],
): Promise<readonly [Outcome, string]> {
  if (served === undefined) return [await workspace.pulumi(...command), ""];
  let outcome: Outcome | undefined;
  const { lost } = await watch(workspace, served, async () => {
    outcome = await workspace.pulumi(...command);
  });
  if (outcome === undefined) throw new Error("the command has not run");
  return [outcome, Object.keys(lost).length === 0 ? "" : JSON.stringify(lost)];
}

/** Runs a command with a fault, then again without. @returns the problem, or undefined if the outcome is as expected */
export async function runWithFault(
  workspace: Workspace,
  { from, command, again, expected, served }: Scenario,
  { fault }: FaultRun,
): Promise<string | undefined> {
  workspace.restore(from);
  workspace.aws.faults.clear();
  workspace.aws.faults.add(fault);
  const [first, lostFirst] = await watched(workspace, served, command);
  if (workspace.aws.faults.unused.length > 0) return `no call triggered the fault\n${first.output}`;
  if (first.code === 0) return "the command succeeded although a call had failed";
  const [second, lostSecond] = await watched(workspace, served, again);
  if (second.code !== 0) return `the second ${again[0] ?? ""} failed\n${second.output}`;
  if (lostFirst + lostSecond !== "") return `requests were lost at the domain: ${lostFirst}, then: ${lostSecond}`;
  const actual = outcome(workspace);
  if (actual === expected) return undefined;
  const lines = new Set(expected.split("\n"));
  const unexpected = actual.split("\n").filter((line) => !lines.has(line));
  return `the state differs from a run without faults\n${unexpected.slice(0, 3).join("\n")}`;
}
