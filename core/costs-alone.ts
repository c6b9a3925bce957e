import { fixedCost } from "./cost";
import { planStack } from "./planner";
import type { Option, Settings } from "./settings/settings";

/** Fixed cost of a stack that has one of its two topologies only. */
export interface CostAlone {
  readonly option: Option;
  readonly usdPerMonth: number;
}

/** What each topology of a stack costs without the other, the one that serves first; empty without a standby. */
export function costsAlone(settings: Settings): readonly CostAlone[] {
  const { option, standby, region } = settings;
  if (standby === undefined) return [];
  return [option, standby].map((only) => {
    const { plan } = planStack({ ...settings, option: only, standby: undefined });
    return { option: only, usdPerMonth: fixedCost(plan, region).usdPerMonth };
  });
}
