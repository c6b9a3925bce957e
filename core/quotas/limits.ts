import type { QuotaKey } from "../../policies/quotas";
import { quotas } from "../../policies/quotas";
import type { Plan } from "../plan";
import type { Settings } from "../settings/settings";
import type { Usage } from "./counted";
import { usageOf } from "./usage";

/** Value of a quota for this stack: the override in its settings, or the AWS default. */
export const quotaValue = (settings: Pick<Settings, "quotas">, key: QuotaKey): number =>
  settings.quotas[key]?.value ?? quotas[key].default;

/** Usage of a quota with its limit. In the scope of the account, `used` includes `elsewhere`, the usage of other stacks. */
export interface LimitedUsage extends Usage {
  readonly limit: number;
  readonly elsewhere: number;
}

/** Usage of all quotas of a plan, with their limits. */
export function limitedUsage(plan: Plan, settings: Settings): LimitedUsage[] {
  return usageOf(plan).map((usage) => {
    const elsewhere = usage.scope === "account" ? (settings.usedElsewhere[usage.quota] ?? 0) : 0;
    return { ...usage, used: usage.used + elsewhere, elsewhere, limit: quotaValue(settings, usage.quota) };
  });
}
