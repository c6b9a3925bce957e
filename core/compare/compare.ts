import type { Problem } from "../problem";
import { parseSettings } from "../settings/parse";
import type { Assessment } from "./assessment";
import { assess } from "./assessment";
import { choices } from "./choices";
import { advice } from "./requirements";
import type { Recommendation } from "./recommend";
import { recommend } from "./recommend";
import type { Traffic } from "./traffic";

/** All choices on one list of services. */
export interface Comparison {
  readonly traffic: Traffic;
  readonly assessed: readonly Assessment[];
  readonly recommendation: Recommendation;
  readonly advice: typeof advice;
}

/**
 * Holds every option, and other balancers where an option leaves a choice, against the stack's services.
 *
 * @param values - keys of the project's namespace, as the stack file gives them
 * @param to - services up to which growth is looked at
 * @returns problems only where the configuration is wrong under every option
 */
export function compare(
  values: Readonly<Record<string, unknown>>,
  region: string | undefined,
  traffic: Traffic,
  to?: number,
): Comparison | { readonly problems: readonly Problem[] } {
  const parsed = ([1, 2, 3, 4, 5] as const).map((option) => parseSettings({ ...values, option }, region));
  const sound = parsed.find((one) => "settings" in one);
  if (sound === undefined || "problems" in sound)
    return { problems: parsed.flatMap((one) => ("problems" in one ? one.problems : [])) };
  const assessed = choices.map((choice) => assess(values, region, choice, traffic, to));
  return { traffic, assessed, recommendation: recommend(assessed, sound.settings.requirements), advice };
}
