import type { Problem } from "../problem";
import { parseSettings } from "../settings/parse";
import type { Assessment } from "./assessment";
import { assess } from "./assessment";
import { choices, withOnly } from "./choices";
import { advice } from "./requirements";
import type { Recommendation } from "./recommend";
import { recommend } from "./recommend";
import type { Together } from "./together";
import { together } from "./together";
import type { Traffic } from "./traffic-line";

/** All choices for one list of services, with a recommendation. */
export interface Comparison {
  /** Region of the stack, whose list prices count. */
  readonly region: string;
  readonly traffic: Traffic;
  readonly assessed: readonly Assessment[];
  readonly recommendation: Recommendation;
  /** The stack with both of its topologies; absent without a standby. */
  readonly together?: Together;
  readonly advice: typeof advice;
}

/**
 * Compares all five options for the services of a stack, with other load balancers where an option allows a choice.
 *
 * @param values - configuration values by key, without the project's namespace
 * @param growTo - number of services to grow each choice to, not above `searchLimit`
 * @returns problems only if the configuration is invalid under every option
 */
export function compare(
  values: Readonly<Record<string, unknown>>,
  region: string | undefined,
  traffic: Traffic,
  growTo?: number,
): Comparison | { readonly problems: readonly Problem[] } {
  const parsed = ([1, 2, 3, 4, 5] as const).map((option) => parseSettings(withOnly(values, option), region));
  const valid = parsed.find((result) => "settings" in result);
  if (valid === undefined || "problems" in valid)
    return { problems: parsed.flatMap((result) => ("problems" in result ? result.problems : [])) };
  const assessed = choices.map((choice) => assess(values, region, choice, traffic, growTo));
  const { region: own, requirements } = valid.settings;
  const both = together(values, region, traffic);
  return {
    region: own,
    traffic,
    assessed,
    recommendation: recommend(assessed, requirements),
    ...(both === undefined ? {} : { together: both }),
    advice,
  };
}
