import { quotas } from "../../policies/quotas";
import type { Plan } from "../plan";
import type { Problem } from "../problem";
import type { LimitedUsage } from "./limits";
import { limitedUsage } from "./limits";
import type { Settings } from "../settings/settings";
import type { Usage } from "./counted";
import { placeOf } from "./places";
import { fullDuringMove } from "../tls-move";
import { waysOut } from "./ways-out";

const maxListedUsers = 6;

/** The first users, and the number of the others. */
function userList(users: readonly string[]): string {
  const rest = users.length - maxListedUsers;
  return users.slice(0, maxListedUsers).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

const inOtherStacks = ({ elsewhere }: LimitedUsage) => (elsewhere === 0 ? "" : `, and ${elsewhere} in other stacks`);

const elsewhere =
  "divide the services among more VPCs or accounts, let them share load balancers (group), or use another option";

function fixFor({ quota: key, scope }: Usage, limit: number, fullOnMove: ReadonlySet<string>): string {
  const { adjustable, code, source } = { code: undefined, ...quotas[key] };
  if (key === "elb.certificatesPerNlb" && fullOnMove.has(scope)) {
    const { name, default: listeners } = quotas["elb.listenersPerNlb"];
    const why = `an update that turns tls on or off needs twice as many listeners, and "${name}" is ${listeners}`;
    return `${waysOut[key] ?? elsewhere}; an increase (${quotas[key].code}) does not help, because ${why}; source: ${source}`;
  }
  const raise = adjustable
    ? `request an increase${code === undefined ? "" : ` (${code})`}, then record it: quotas: { "${key}": { value: <more than ${limit}>, reason: ... } }`
    : "AWS does not raise this quota";
  return `${raise}; or ${waysOut[key] ?? elsewhere}; source: ${source}`;
}

/**
 * Fargate vCPU is checked only against a value from the settings: accounts differ, and the documented default is far
 * below the value of most accounts.
 */
const isChecked = (settings: Settings, { quota }: Usage) =>
  (quota !== "fargate.onDemandVcpu" && quota !== "fargate.spotVcpu") || settings.quotas[quota] !== undefined;

/** Usage above its quota, topology limits before account limits. */
export const exceededQuotas = (plan: Plan, settings: Settings): readonly LimitedUsage[] =>
  exceededOf(limitedUsage(plan, settings), settings);

function exceededOf(usages: readonly LimitedUsage[], settings: Settings): readonly LimitedUsage[] {
  return usages
    .filter((usage) => usage.used > usage.limit && isChecked(settings, usage))
    .sort((a, b) => Number(quotas[a.quota].kind === "account") - Number(quotas[b.quota].kind === "account"));
}

/** A quota that a plan exceeds, without what uses it. */
const excess = ({ quota, scope, limit, used }: LimitedUsage) =>
  `quota ${quota} (${scope}): "${quotas[quota].name}" is ${limit}, the plan needs ${used}`;

/** A quota that a plan exceeds, as a problem for people. */
interface Excess {
  readonly usage: LimitedUsage;
  readonly problem: Problem;
}

/** The first quota that a plan exceeds, without what uses it; undefined if it exceeds none. */
export function firstExcess(plan: Plan, settings: Settings): string | undefined {
  const [first] = exceededQuotas(plan, settings);
  return first === undefined ? undefined : excess(first);
}

/** Quotas that a plan exceeds, each with its usage. */
export function quotaProblems(plan: Plan, settings: Settings): readonly Excess[] {
  const usages = limitedUsage(plan, settings);
  const fullOnMove = fullDuringMove(plan, usages);
  return exceededOf(usages, settings).map((usage) => ({
    usage,
    problem: {
      where: placeOf(plan, settings, usage),
      message: `${excess(usage)}: ${userList(usage.users)}${inOtherStacks(usage)}`,
      fix: fixFor(usage, usage.limit, fullOnMove),
    },
  }));
}
