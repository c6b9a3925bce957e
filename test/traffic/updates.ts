import { readFileSync, writeFileSync } from "node:fs";
import { parseDocument } from "yaml";
import type { Option, Settings } from "../../core/settings/settings";
import type { AccountSnapshot, AwsAccount } from "../../simulator/aws/account";
import type { OrderedCall } from "../../simulator/schedules/call";
import { orderCalls } from "../../simulator/schedules/dependencies";
import { inFixedOrder } from "../../simulator/schedules/fixed-order";
import { settingsOf } from "../support/scenario";
import { own, stackFile } from "../support/stack-file";
import { up } from "../support/deployed";
import type { Workspace } from "../support/workspace";
import { outside } from "./edits/endpoints";
import { configurationsOf } from "./edits/stacks";
import type { EditedStack } from "./edits/edit";
import type { Client } from "./clients";
import { clientsOf } from "./clients";

/** What the stack file says before and after an update. */
export interface Subject {
  readonly before: Settings;
  readonly after: Settings;
}

/** One `pulumi up`, as the real engine made it. */
export interface MadeUpdate extends Subject {
  readonly clients: readonly Client[];
  /** The account before the update. */
  readonly from: AccountSnapshot;
  /** What a snapshot of the account does not have. */
  readonly surroundings: Pick<AwsAccount, "region" | "outside">;
  readonly log: readonly OrderedCall[];
  /** The account after the update, with all deployments over. */
  readonly end: AccountSnapshot;
  /** Why the update failed; undefined if it succeeded. */
  readonly failure?: string;
}

/** An update of a stack of edits. */
export interface Update extends MadeUpdate {
  readonly stack: EditedStack;
  readonly option: Option;
  /** Counted from 1: it carries step n of each edit. */
  readonly step: number;
}

/** Replaces the configuration of stack dev. */
export function configure(
  workspace: Workspace,
  configuration: Readonly<Record<string, unknown>>,
  region = "us-east-1",
): void {
  const file = stackFile(workspace);
  const document = parseDocument(readFileSync(file, "utf8"));
  const keys = Object.entries(configuration).map(([key, value]) => [own(key), value] as const);
  document.set("config", { "aws:region": region, ...Object.fromEntries(keys) });
  writeFileSync(file, String(document));
}

/** Ends the deployments that no update waits for. */
export function settle(account: AwsAccount): void {
  for (const deployment of account.deployments) account.finish(deployment);
}

/** The error of a failed command, without the engine's progress. */
const errorOf = (output: string): string =>
  output
    .split("\n")
    .filter((line) => /error:|Exception|refused/.test(line))
    .map((line) => line.trim())
    .join("\n") || output.slice(-500);

/** Runs `pulumi up` once in the real engine, with the configuration that the stack file has. */
export async function update<S extends Subject>(
  workspace: Workspace,
  subject: S,
  ...flags: readonly string[]
): Promise<S & MadeUpdate> {
  const { account, calls } = workspace.aws;
  const clients = clientsOf(subject.before, subject.after, account);
  const [from, earlier] = [account.snapshot(), calls.length];
  const before = workspace.state("dev").resources;
  const { code, output } = await workspace.pulumi(...up, ...flags);
  const log = inFixedOrder(orderCalls(calls.slice(earlier), before, workspace.state("dev").resources));
  settle(account);
  const { region, outside: others } = account;
  const surroundings = { region, outside: others };
  const made = { ...subject, clients, from, surroundings, log, end: account.snapshot() };
  return code === 0 ? made : { ...made, failure: errorOf(output) };
}

/**
 * Deploys the first configuration of a stack of edits.
 *
 * @param workspace - right after `pulumi stack init dev`
 * @returns the settings before the first update; undefined if the option has none of the edits
 * @throws Error if the deployment fails
 */
export async function deployEdits(
  workspace: Workspace,
  stack: EditedStack,
  option: Option,
): Promise<Settings | undefined> {
  const [first] = configurationsOf(stack, option);
  if (first === undefined) return undefined;
  workspace.aws.account.outside = outside;
  configure(workspace, first);
  await workspace.succeed(...up);
  settle(workspace.aws.account);
  return settingsOf(first);
}

/**
 * Deploys a stack of edits under an option and makes its updates, each once in the real engine.
 *
 * @param workspace - right after `pulumi stack init dev`
 * @throws Error if the first deployment fails; an update that fails is the last one
 */
export async function* updatesOf(workspace: Workspace, stack: EditedStack, option: Option): AsyncGenerator<Update> {
  let before = await deployEdits(workspace, stack, option);
  if (before === undefined) return;
  for (const [index, configuration] of configurationsOf(stack, option).slice(1).entries()) {
    configure(workspace, configuration);
    const after = settingsOf(configuration);
    const made = await update(workspace, { stack, option, step: index + 1, before, after });
    yield made;
    if (made.failure !== undefined) return;
    before = after;
  }
}
