import type { NamedPlan } from "./former-names";
import { formerPlans } from "./former-plans";
import type { Plan } from "./plan";
import { planStack } from "./planner";
import type { Problem } from "./problem";
import { limitProblems } from "./standby-quotas";
import { requirementProblems } from "./requirement-problems";
import { parseSettings } from "./settings/parse";
import type { Settings } from "./settings/settings";

/** Settings and plan of a stack that AWS accepts. */
export interface Accepted {
  readonly settings: Settings;
  readonly plan: Plan;
  readonly notes: readonly string[];
  /** The plan with each generation of the names of renamed services, the oldest first. */
  readonly former: readonly NamedPlan[];
}

/** What is accepted, or all problems of the configuration. */
export type Decision = Accepted | { readonly problems: readonly Problem[] };

/**
 * Validates the configuration, plans the stack, and checks the plan against quotas, subnet sizes and requirements.
 *
 * @param raw - configuration values by key, without the project's namespace
 * @param region - value of `aws:region`
 * @param withheld - paths of values that cannot be read, which the caller reports
 */
export function decide(
  raw: Readonly<Record<string, unknown>>,
  region: string | undefined,
  withheld: readonly (readonly PropertyKey[])[] = [],
): Decision {
  const parsed = parseSettings(raw, region, withheld);
  if ("problems" in parsed) return parsed;
  const { plan, problems, notes } = planStack(parsed.settings);
  const { settings } = parsed;
  const all = [
    ...problems,
    ...limitProblems(plan, settings),
    // Of an incomplete plan nothing can be said.
    ...(problems.length > 0 ? [] : requirementProblems(settings, plan)),
  ];
  return all.length > 0 ? { problems: all } : { settings, plan, notes, former: formerPlans(settings) };
}
