import { nameOf, typeOf } from "../../simulator/aws/account";
import { throttled } from "../../simulator/aws/faults";
import type { OrderedCall } from "../../simulator/schedules/call";
import type { Schedule } from "../../simulator/schedules/schedule";
import { settingsOf } from "../support/scenario";
import type { Workspace } from "../support/workspace";
import { configurationsOf } from "./edits/stacks";
import type { Job } from "./jobs";
import { judgeAll, problemsAfter } from "./judge";
import { inLines, lostIn } from "./problems";
import type { Update } from "./updates";
import { configure, deployEdits, update } from "./updates";

const titleOf = ({ operation, urn }: OrderedCall) =>
  `${operation} of ${typeOf(urn).replace(/^.*:/, "")} ${nameOf(urn)} fails`;

/** Calls that differ in nothing but the resource of the same URN, such as the delete of a replaced one, are one. */
function callsOf({ log }: Update): readonly OrderedCall[] {
  const byTitle = new Map(log.map((call) => [titleOf(call), call]));
  return [...byTitle].sort(([left], [right]) => left.localeCompare(right, "en")).map(([, call]) => call);
}

const urnsIn = (workspace: Workspace) => workspace.aws.account.all.map(({ urn }) => urn).sort();

/** Requests that an update lost, and what else went wrong. Its own error is expected. */
async function problemsOf(made: Update, schedules: readonly Schedule[]): Promise<readonly string[]> {
  const found = (await judgeAll(made, schedules)).flatMap(({ lost, failures }, index) => {
    const schedule = schedules[index]?.name ?? "";
    return [...failures.map((text) => ({ schedule, text })), ...lostIn(schedule, lost)];
  });
  return inLines(found, schedules.length);
}

/** What one fault did. */
export interface FaultRun {
  readonly title: string;
  readonly problems: readonly string[];
}

/**
 * Makes an update again and again; each time another call fails once, and `pulumi up --refresh` follows.
 *
 * @param workspace - right after `pulumi stack init dev`
 * @param job - `isChosen`: which of the calls, by their place in the order of their titles
 * @throws Error if the deployment, or the update without a fault, fails
 */
export async function* faultRuns(
  workspace: Workspace,
  { stack, option, isChosen }: Job,
  schedules: readonly Schedule[],
): AsyncGenerator<FaultRun> {
  const before = await deployEdits(workspace, stack, option);
  const configuration = configurationsOf(stack, option)[1];
  if (before === undefined || configuration === undefined) throw new Error("there is no update");
  configure(workspace, configuration);
  const from = workspace.save();
  const subject = { stack, option, step: 1, before, after: settingsOf(configuration) };
  const sound = await update(workspace, subject);
  if (sound.failure !== undefined) throw new Error(sound.failure);
  const expected = urnsIn(workspace);
  for (const call of callsOf(sound).filter((_, index) => isChosen(index))) {
    workspace.restore(from);
    workspace.aws.faults.add({ call: call.operation, of: call.urn, failure: throttled });
    const failed = await update(workspace, subject);
    const unused = workspace.aws.faults.unused.length > 0;
    workspace.aws.faults.clear();
    const repaired = await update(workspace, subject, "--refresh");
    yield {
      title: titleOf(call),
      problems: [
        ...(unused || failed.failure === undefined ? ["the call did not fail"] : []),
        ...(await problemsOf(failed, schedules)),
        ...(repaired.failure === undefined ? [] : [`pulumi up --refresh: ${repaired.failure}`]),
        ...(await problemsOf(repaired, schedules)).map((line) => `up --refresh, ${line}`),
        ...problemsAfter(repaired),
        ...(urnsIn(workspace).join() === expected.join()
          ? []
          : ["other resources than after an update without a fault"]),
      ],
    };
  }
}
