import type { z } from "zod";
import type { Problem } from "../problem";
import { toProblems } from "./issues";
import { balancerProblems } from "./validations/load-balancers";
import { pathProblems } from "./validations/paths";
import { quotaProblems } from "./validations/quotas";
import { taskProblems } from "./validations/tasks";
import { vpcProblems } from "./validations/vpcs";
import { settingsSchema } from "./schema";
import { withoutRefused } from "./refused-values";
import type { Settings } from "./settings";

/** Valid settings, or all problems of the configuration. */
export type Parsed = { readonly settings: Settings } | { readonly problems: readonly Problem[] };

/** Problems between keys, each of which parsed. */
const crossProblems = (settings: Settings): readonly Problem[] => [
  ...vpcProblems(settings),
  ...taskProblems(settings),
  ...balancerProblems(settings),
  ...pathProblems(settings),
  ...quotaProblems(settings),
];

/** Problems between the entries that parsed, where others did not. */
function problemsOfTheRest(
  raw: Readonly<Record<string, unknown>>,
  issues: readonly z.core.$ZodIssue[],
  region: string,
) {
  const rest = withoutRefused(raw, issues);
  const parsed = rest && settingsSchema.safeParse(rest.values);
  if (parsed?.success !== true) return [];
  return crossProblems({ ...parsed.data, region }).filter(({ where }) => !rest?.isConsequence(where));
}

/**
 * Parses and validates the whole configuration of a stack, and reports all problems together.
 *
 * @param raw - configuration values by key, without the project's namespace
 * @param region - value of `aws:region`; `undefined` if it is not set
 */
export function parseSettings(raw: Readonly<Record<string, unknown>>, region = ""): Parsed {
  const missing: Problem = {
    where: "aws:region",
    message: "is missing",
    fix: "set it, for example: pulumi config set aws:region us-east-1",
  };
  const parsed = settingsSchema.safeParse(raw, { reportInput: true });
  const problems = parsed.success
    ? crossProblems({ ...parsed.data, region })
    : [...toProblems(parsed.error.issues, raw), ...problemsOfTheRest(raw, parsed.error.issues, region)];
  const all = region === "" ? [missing, ...problems] : problems;
  return parsed.success && all.length === 0 ? { settings: { ...parsed.data, region } } : { problems: all };
}
