import { quotas } from "../../policies/quotas";
import { addressProblems } from "../addresses";
import type { Plan } from "../plan";
import type { Problem } from "../problem";
import type { LimitedUsage } from "./limits";
import { limitedUsage } from "./limits";
import type { Settings } from "../settings/settings";
import type { Usage } from "./usage";

const shown = 6;

/** The first few of a list; the rest as a number. */
function some(users: readonly string[]): string {
  const rest = users.length - shown;
  return users.slice(0, shown).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

const others = ({ elsewhere }: LimitedUsage) => (elsewhere === 0 ? "" : `, and ${elsewhere} in other stacks`);

function waysOut({ quota: key }: Usage, limit: number): string {
  const { adjustable, code, source } = { code: undefined, ...quotas[key] };
  const raise = adjustable
    ? `have AWS raise it${code === undefined ? "" : ` (${code})`} and say so: quotas: { "${key}": { value: <more than ${limit}>, reason: ... } }`
    : "AWS does not raise it";
  return `${raise}; or spread over another VPC or account, share balancers, or choose another option; source: ${source}`;
}

/**
 * Fargate vCPU is judged only against a value that the stack states: accounts differ, and the listed default is far
 * below what most have.
 */
const judged = (settings: Settings, { quota }: Usage) =>
  quota !== "fargate.onDemandVcpu" || settings.quotas[quota] !== undefined;

/** Usage beyond its quota, topology limits before account limits. */
export function exceededQuotas(plan: Plan, settings: Settings): LimitedUsage[] {
  return limitedUsage(plan, settings)
    .filter((usage) => usage.used > usage.limit && judged(settings, usage))
    .sort((a, b) => Number(quotas[a.quota].kind === "account") - Number(quotas[b.quota].kind === "account"));
}

/** Why AWS would refuse a plan: every quota that it breaks and every subnet that is too small. */
export function quotaAndAddressProblems(plan: Plan, settings: Settings): Problem[] {
  const broken = exceededQuotas(plan, settings).map((usage): Problem => {
    const { name, kind } = quotas[usage.quota];
    return {
      where: `${kind} limit ${usage.quota} (${usage.scope})`,
      message: `"${name}" is ${usage.limit}, the plan needs ${usage.used}: ${some(usage.users)}${others(usage)}`,
      fix: waysOut(usage, usage.limit),
    };
  });
  return [...broken, ...addressProblems(plan, settings)];
}
