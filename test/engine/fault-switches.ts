import type { Pair, State } from "../switch/steps";
import { topologiesIn } from "../switch/steps";
import { create, up } from "../support/deployed";
import { withDomain } from "../support/front";
import { settingsOf } from "../support/scenario";
import { editStack, ofKeys } from "../support/stack-file";
import { settingsOfStack } from "../support/stack-settings";
import type { Workspace } from "../support/workspace";
import type { FaultRun, Scenario } from "./fault-scenarios";
import { scenarioOf } from "./fault-scenarios";

/** Pairs whose services register elsewhere (3 to 5, 2 to 4) and whose do not, from and to both kinds of API. */
export const faultedPairs: readonly Pair[] = [
  [1, 4],
  [3, 5],
  [5, 1],
  [2, 4],
];

const settings = settingsOf({ ...settingsOfStack("dev").raw, ...withDomain() });
const states: readonly State[] = ["S1", "S2", "S3"];

/**
 * The same calls when AWS does what they ask and the answer gets lost. Creates are left out: the engine never learns the id of
 * what exists then.
 */
const withLostAnswer = (faultRuns: readonly FaultRun[]): readonly FaultRun[] =>
  faultRuns
    .filter(({ fault }) => fault.call !== "create")
    .map(({ title, fault }) => ({
      title: title.replace(/ fails$/, ": the answer is lost"),
      fault: { ...fault, failure: { connection: "lost" } },
    }));

/** The three updates of a switch, each of whose calls fails once. The next update has `--refresh`, as `up.yml` does. */
export async function switchScenarios(workspace: Workspace, pair: Pair): Promise<readonly Scenario[]> {
  const keys = (state: State) => ofKeys({ ...withDomain(), ...topologiesIn(state, pair) });
  await create(workspace);
  editStack(workspace, keys("S0"));
  await workspace.succeed(...up);
  const scenarios: Scenario[] = [];
  for (const state of states) {
    editStack(workspace, keys(state));
    const scenario = await scenarioOf(workspace, `switch ${pair.join(" -> ")} with a standby, to ${state}`, up);
    const faultRuns = [...scenario.faultRuns, ...withLostAnswer(scenario.faultRuns)];
    scenarios.push({ ...scenario, again: [...up, "--refresh"], served: settings, faultRuns });
  }
  return scenarios;
}
