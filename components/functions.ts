import * as pulumi from "@pulumi/pulumi";
import { awakeApi } from "../core/keep-awake";
import type { Plan } from "../core/plan";
import type { Settings } from "../core/settings/settings";
import { Account } from "./account";
import type { ApiHandle } from "./api-handle";
import type { Domain } from "./domain";
import { getOrThrow } from "./get-or-throw";
import { KeepAwake } from "./keep-awake";
import type { FunctionLogs } from "./scheduled-function";

/** What to deploy. */
interface Planned {
  readonly plan: Plan;
  readonly settings: Settings;
}

/** What answers the requests of the function that keeps VPC links awake. */
interface Answering {
  readonly apis: ReadonlyMap<string, ApiHandle>;
  readonly domain?: Domain;
}

/** Log group of a function of the stack. */
const functionLogs = (name: string, { logRetentionDays }: Settings): FunctionLogs => ({
  groupName: `/lambda/${pulumi.getProject()}/${pulumi.getStack()}/${name}`,
  retentionDays: logRetentionDays,
});

/** What the stack has for its account and Region. */
export function createAccount(
  { plan: { account }, settings }: Planned,
  opts: pulumi.ComponentResourceOptions,
): { readonly account?: Account } {
  if (account === undefined) return {};
  const { region } = settings;
  const logs = functionLogs(`${account.name}-link-counter`, settings);
  return { account: new Account(account.name, { account, region, logs }, opts) };
}

/** The function that keeps VPC links awake. It uses the execute-api URL, unless that is closed. */
export function createKeepAwake(
  { plan, settings }: Planned,
  { apis, domain }: Answering,
  opts: pulumi.ComponentResourceOptions,
): void {
  const { keepAwake } = plan;
  const node = awakeApi(plan);
  if (keepAwake === undefined || node === undefined) return;
  const api = getOrThrow(apis, node.name);
  const atDomain = plan.domain?.api === node.name ? domain?.url : domain?.standbyUrl;
  const url = node.defaultEndpoint === "closed" && atDomain !== undefined ? atDomain : api.url;
  const waitsFor = [...api.awaited, ...(domain === undefined ? [] : [domain])];
  const { name, requests } = keepAwake;
  new KeepAwake(name, { requests, url, logs: functionLogs(name, settings), waitsFor }, opts);
}
