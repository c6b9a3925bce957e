import type { Option } from "../../core/settings/settings";
import { create, up } from "../support/deployed";
import { withDomain } from "../support/front";
import { settingsOf } from "../support/scenario";
import type { Edits } from "../support/stack-file";
import { choose, editStack, ofKeys, own } from "../support/stack-file";
import { settingsOfStack } from "../support/stack-settings";
import type { Workspace } from "../support/workspace";
import type { Scenario } from "./fault-scenarios";
import { scenarioOf } from "./fault-scenarios";

type Keys = Readonly<Record<string, unknown>>;

/** Option 1 has an HTTP API and the three places of a service, option 3 a REST API and NLBs. */
export const shiftingOptions: readonly Option[] = [1, 3];

const blueGreen = { strategy: "blueGreen" } as const;

/** Places of the first services of the stack file, where the option has a choice: a dedicated ALB, a shared ALB, an NLB. */
const placesOf = (option: number): readonly Keys[] =>
  option === 1 ? [{}, { group: "web" }, { balancer: "nlb" }] : [{}];

/** Keys for each service that has a strategy; undefined removes one. */
const ofServices = (option: number, keys: Keys): Edits =>
  placesOf(option).flatMap((place, index) =>
    Object.entries({ ...place, ...keys }).map(([key, value]) => [[own("services"), index, key], value] as const),
  );

/** Services that begin with blue/green deployments. */
export const shifting = (option: number): Edits => ofServices(option, { deployment: blueGreen });

/** The updates after the first one: a deployment that moves the requests, and the three that leave the strategy. */
const later: readonly (readonly [string, Keys])[] = [
  ["new image", { image: "public.ecr.aws/nginx/nginx:1.30" }],
  ["leaving both", { deployment: { ...blueGreen, leaving: "both" } }],
  ["leaving primary", { deployment: { ...blueGreen, leaving: "primary" } }],
  ["without the key", { deployment: undefined }],
];

/** Updates of services with a strategy. Each of their calls fails once, and the next update has `--refresh`. */
export async function strategyScenarios(workspace: Workspace, option: Option): Promise<readonly Scenario[]> {
  const served = settingsOf({ ...settingsOfStack("dev").raw, ...withDomain(), option });
  await create(workspace);
  choose(workspace, option);
  editStack(workspace, [...ofKeys(withDomain()), ...shifting(option)]);
  await workspace.succeed(...up);
  const scenarios: Scenario[] = [];
  for (const [title, keys] of later) {
    editStack(workspace, ofServices(option, keys));
    const scenario = await scenarioOf(workspace, `strategies of option ${String(option)}, ${title}`, up);
    scenarios.push({ ...scenario, again: [...up, "--refresh"], served });
  }
  return scenarios;
}
