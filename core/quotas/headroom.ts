import type { QuotaKey } from "../../policies/quotas";
import { quotas } from "../../policies/quotas";
import type { Plan } from "../plan";
import { limitedUsage } from "./limits";
import type { Settings } from "../settings/settings";

/** A quota at the place where the stack comes closest to it. */
export interface Headroom {
  readonly quota: QuotaKey;
  readonly name: string;
  readonly kind: "topology" | "account";
  readonly scope: string;
  readonly used: number;
  readonly limit: number;
}

/** Every quota that a plan uses, at its fullest place, the fullest first. */
export function headroom(plan: Plan, settings: Settings): Headroom[] {
  const fullest = new Map<QuotaKey, Headroom>();
  for (const { quota, scope, used, limit } of limitedUsage(plan, settings)) {
    const known = fullest.get(quota);
    if (known !== undefined && known.used >= used) continue;
    fullest.set(quota, { quota, name: quotas[quota].name, kind: quotas[quota].kind, scope, used, limit });
  }
  const share = ({ used, limit }: Headroom) => (limit === 0 ? Infinity : used / limit);
  return [...fullest.values()].sort((a, b) => share(b) - share(a));
}
