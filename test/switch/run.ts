import { AwsAccount } from "../../simulator/aws/account";
import type { Settings } from "../../core/settings/settings";
import { settingsOf } from "../support/scenario";
import type { Workspace } from "../support/workspace";
import type { MadeUpdate } from "../traffic/updates";
import { configure, update } from "../traffic/updates";
import { lastingIds, leftBehind, problemsOfCalls, problemsOfNames, unservedAtEndpoints } from "./checks";
import type { Content } from "./content";
import { contentOf, differences } from "./content";
import type { FreshStacks, Moment } from "./fresh";
import { momentOf } from "./fresh";
import { keysIn } from "./keys";
import type { SwitchedStack } from "./stacks";
import type { Pair, Step } from "./steps";
import { steps, topologiesIn } from "./steps";

/** A stack that is switched between two options. */
export interface Switching {
  readonly stack: SwitchedStack;
  readonly pair: Pair;
}

/** One step, as the real engine made it. */
export interface MadeStep {
  readonly step: Step;
  readonly made: MadeUpdate;
  /** What is wrong with it, apart from requests. */
  readonly problems: readonly string[];
}

/** The stacks before a switch and with the option after it, and the states that its steps have left. */
interface Known {
  readonly fresh: ReadonlyMap<number, Moment>;
  readonly ends: ReadonlyMap<string, Moment>;
}

function get<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const found = map.get(key);
  if (found === undefined) throw new Error(`there is no ${String(key)}`);
  return found;
}

/**
 * Settings with the services that requests are sent to: not those on existing load balancers, of which the simulator does not
 * know what is behind them.
 */
function askedOf(keys: Readonly<Record<string, unknown>>, region: string): Settings {
  const settings = settingsOf(keys, region);
  return { ...settings, services: settings.services.filter(({ runtime }) => runtime.kind !== "existing") };
}

/** The state that a step must end in; undefined if nothing is in the same state. */
function expectedOf({ equals }: Step, pair: Pair, { fresh, ends }: Known): Content | undefined {
  if (equals === undefined) return undefined;
  return typeof equals === "string" ? get(ends, equals).content : get(fresh, equals(pair)).content;
}

/** Differences that are none of the resources which AWS keeps when the stack has let them go. */
const differencesOf = ({ retained }: SwitchedStack, found: Content, expected: Content): readonly string[] =>
  differences(found, expected).filter(
    (line) => !retained.some((type) => line.includes(`${type}::`) && line.endsWith("should not be there")),
  );

function problemsOf(workspace: Workspace, { stack, pair }: Switching, step: Step, made: MadeUpdate, known: Known) {
  if (made.failure !== undefined) return [`pulumi up failed: ${made.failure}`];
  const { account } = workspace.aws;
  const expected = expectedOf(step, pair, known);
  const before = Object.assign(new AwsAccount(), made.surroundings);
  before.restore(made.from);
  const hasStandby = topologiesIn(step.to, pair).standby !== undefined;
  return [
    ...problemsOfCalls(stack, pair, step, made.log),
    ...(lastingIds(before).join() === lastingIds(account).join() ? [] : ["services, VPCs or clusters have other ids"]),
    ...(expected === undefined ? [] : differencesOf(stack, contentOf(workspace), expected)),
    ...(hasStandby ? unservedAtEndpoints(made.after, account) : []),
  ];
}

/** What is wrong with a stack after its last step: another update changes something, or `destroy` leaves something. */
async function problemsAtTheEnd(workspace: Workspace, stack: SwitchedStack): Promise<readonly string[]> {
  const calls = workspace.aws.calls.length;
  await workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev");
  const changed = workspace.aws.calls.length - calls;
  if (stack.keys["protect"] === true) await workspace.succeed("state", "unprotect", "--all", "--yes", "--stack", "dev");
  await workspace.succeed("destroy", "--yes", "--skip-preview", "--stack", "dev");
  return [
    ...(changed === 0 ? [] : [`the next update makes ${String(changed)} calls`]),
    ...leftBehind(stack, workspace.aws.account).map((what) => `destroy leaves ${what}`),
  ];
}

/**
 * Makes the steps of a switch, each once in the real engine.
 *
 * @param workspace - with an initialised stack dev
 * @param chosen - the steps; the stack is destroyed after the last one of all
 * @throws Error if a new stack cannot be deployed; a step that fails is the last one
 */
export async function* madeSteps(
  workspace: Workspace,
  switching: Switching,
  freshStacks: FreshStacks,
  chosen: readonly Step[] = steps,
): AsyncGenerator<MadeStep> {
  const { stack, pair } = switching;
  const ends = new Map<string, Moment>();
  const fresh = new Map<number, Moment>();
  for (const option of pair) fresh.set(option, await freshStacks.at(workspace, stack, option));
  const start = get(fresh, pair[0]);
  workspace.aws.account.outside = stack.outside;
  for (const step of chosen) {
    workspace.restore((step.after === undefined ? start : get(ends, step.after)).snapshot);
    const [before, after] = [step.from, step.to].map((state) => keysIn(stack, topologiesIn(state, pair)));
    if (before === undefined || after === undefined) throw new Error("a step has two states");
    const names = step.after === undefined ? problemsOfNames(stack, workspace.aws.account) : [];
    configure(workspace, after, stack.region);
    const subject = { before: askedOf(before, stack.region), after: askedOf(after, stack.region) };
    const made = await update(workspace, subject);
    const problems = [...names, ...problemsOf(workspace, switching, step, made, { fresh, ends })];
    ends.set(step.name, momentOf(workspace));
    const last = step === steps.at(-1) && made.failure === undefined;
    yield { step, made, problems: last ? [...problems, ...(await problemsAtTheEnd(workspace, stack))] : problems };
    if (made.failure !== undefined) return;
  }
}
