import type { Plan } from "./plan";
import { planStack } from "./planner";
import type { Problem } from "./problem";
import { quotaAndAddressProblems } from "./quotas/problems";
import { parseSettings } from "./settings/parse";
import type { Settings } from "./settings/settings";

/** A stack that AWS would take, or everything that stands against it. */
export type Decision =
  | { readonly settings: Settings; readonly plan: Plan; readonly notes: readonly string[] }
  | { readonly problems: readonly Problem[] };

/**
 * From configuration to plan: checks the settings, places everything, and judges quotas and addresses.
 *
 * @param raw - keys of the project's namespace, without it
 * @param region - value of `aws:region`
 */
export function decide(raw: Readonly<Record<string, unknown>>, region: string | undefined): Decision {
  const parsed = parseSettings(raw, region);
  if ("problems" in parsed) return parsed;
  const { plan, problems, notes } = planStack(parsed.settings);
  const all = [...problems, ...quotaAndAddressProblems(plan, parsed.settings)];
  return all.length > 0 ? { problems: all } : { settings: parsed.settings, plan, notes };
}
