import type { QuotaKey } from "../../policies/quotas";
import { quotas } from "../../policies/quotas";
import type { Plan } from "../plan";
import type { Settings } from "../settings/settings";
import type { Usage } from "./usage";
import { usageOf } from "./usage";

/** Value of a quota for this stack: the override of its settings, else AWS's default. */
export const quotaValue = (settings: Pick<Settings, "quotas">, key: QuotaKey): number =>
  settings.quotas[key]?.value ?? quotas[key].default;

/** Use of a quota with its limit. What counts for the account includes what other stacks use. */
export interface LimitedUsage extends Usage {
  readonly limit: number;
  readonly elsewhere: number;
}

/** Everything that AWS counts of a plan, each with its limit. */
export function limitedUsage(plan: Plan, settings: Settings): LimitedUsage[] {
  return usageOf(plan).map((usage) => {
    const elsewhere = usage.scope === "account" ? (settings.usedElsewhere[usage.quota] ?? 0) : 0;
    return { ...usage, used: usage.used + elsewhere, elsewhere, limit: quotaValue(settings, usage.quota) };
  });
}
