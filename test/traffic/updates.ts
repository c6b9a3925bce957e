import { readFileSync, writeFileSync } from "node:fs";
import { parseDocument } from "yaml";
import type { Option, Settings } from "../../core/settings/settings";
import type { AccountSnapshot, AwsAccount } from "../../simulator/aws/account";
import type { OrderedCall } from "../../simulator/schedules/call";
import { orderCalls } from "../../simulator/schedules/dependencies";
import { settingsOf } from "../support/scenario";
import { own, stackFile } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { configurationsOf } from "./edits/stacks";
import type { EditedStack, StackConfiguration } from "./edits/stacks";
import type { Client } from "./probes";

/** One `pulumi up` of a stack of edits, as the real engine made it. */
export interface Update {
  readonly stack: EditedStack;
  readonly option: Option;
  /** Counted from 1: it carries step n of each edit. */
  readonly step: number;
  readonly before: Settings;
  readonly after: Settings;
  readonly client: Client;
  /** The account before the update. */
  readonly from: AccountSnapshot;
  readonly log: readonly OrderedCall[];
  /** The account after the update, with all deployments over. */
  readonly end: AccountSnapshot;
  /** Why the update failed; undefined if it succeeded. */
  readonly failure?: string;
}

const up = ["up", "--yes", "--skip-preview", "--stack", "dev"];

/** Replaces the configuration of stack dev. */
export function configure(workspace: Workspace, configuration: StackConfiguration): void {
  const file = stackFile(workspace);
  const document = parseDocument(readFileSync(file, "utf8"));
  const keys = Object.entries(configuration).map(([key, value]) => [own(key), value] as const);
  document.set("config", { "aws:region": "us-east-1", ...Object.fromEntries(keys) });
  writeFileSync(file, String(document));
}

/** Ends the deployments that no update waits for. */
function settle(account: AwsAccount): void {
  for (const deployment of account.deployments) account.finish(deployment);
}

/** Host name and stage of the only API of an account. */
function clientOf(account: AwsAccount): Client {
  const [stage] = account.of("aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage");
  const url = new URL(String(stage?.outputs["invokeUrl"]));
  return { host: url.host, stage: url.pathname === "/" ? "$default" : url.pathname.slice(1) };
}

/** The error of a failed command, without the engine's progress. */
export const errorOf = (output: string): string =>
  output
    .split("\n")
    .filter((line) => /error:|Exception|refused/.test(line))
    .map((line) => line.trim())
    .join("\n") || output.slice(-500);

/** Runs `pulumi up` once in the real engine. @returns its calls in order, with what they wait for, and its error */
export async function logOf(
  workspace: Workspace,
  ...flags: readonly string[]
): Promise<{ readonly log: readonly OrderedCall[]; readonly failure?: string }> {
  const before = workspace.state("dev").resources;
  const earlier = workspace.aws.calls.length;
  const { code, output } = await workspace.pulumi(...up, ...flags);
  const log = orderCalls(workspace.aws.calls.slice(earlier), before, workspace.state("dev").resources);
  settle(workspace.aws.account);
  return code === 0 ? { log } : { log, failure: errorOf(output) };
}

/**
 * Deploys a stack of edits under an option and makes its updates, each once in the real engine.
 *
 * @param workspace - right after `pulumi stack init dev`
 * @throws Error if the first deployment fails; an update that fails is the last one
 */
export async function* updatesOf(workspace: Workspace, stack: EditedStack, option: Option): AsyncGenerator<Update> {
  const [first, ...others] = configurationsOf(stack, option);
  if (first === undefined) return;
  configure(workspace, first);
  await workspace.succeed(...up);
  settle(workspace.aws.account);
  let before = settingsOf(first);
  for (const [index, configuration] of others.entries()) {
    const [from, client] = [workspace.aws.account.snapshot(), clientOf(workspace.aws.account)];
    configure(workspace, configuration);
    const { log, failure } = await logOf(workspace);
    const [after, end] = [settingsOf(configuration), workspace.aws.account.snapshot()];
    const update = { stack, option, step: index + 1, before, after, client, from, log, end };
    yield failure === undefined ? update : { ...update, failure };
    if (failure !== undefined) return;
    before = after;
  }
}
