import type { QuotaKey } from "../../policies/quotas";
import { quotas } from "../../policies/quotas";
import type { Plan } from "../plan";
import { quotasOfValues } from "./counted";
import { limitedUsage } from "./limits";
import type { Settings } from "../settings/settings";

/** Usage of a quota in the scope that uses the largest share of it. */
export interface Headroom {
  readonly quota: QuotaKey;
  readonly name: string;
  readonly kind: "topology" | "account";
  readonly scope: string;
  readonly used: number;
  readonly limit: number;
}

/** All quotas on numbers of resources that a plan uses, each in its fullest scope, sorted by used share. */
export function headroom(plan: Plan, settings: Settings): Headroom[] {
  const fullest = new Map<QuotaKey, Headroom>();
  for (const { quota, scope, used, limit } of limitedUsage(plan, settings)) {
    if (quotasOfValues.includes(quota)) continue;
    const known = fullest.get(quota);
    if (known !== undefined && known.used >= used) continue;
    fullest.set(quota, { quota, name: quotas[quota].name, kind: quotas[quota].kind, scope, used, limit });
  }
  const share = ({ used, limit }: Headroom) => (limit === 0 ? Infinity : used / limit);
  return [...fullest.values()].sort((a, b) => share(b) - share(a));
}
