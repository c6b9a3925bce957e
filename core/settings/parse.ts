import type { Problem } from "../problem";
import { toProblems } from "./issues";
import { balancerProblems } from "./validations/load-balancers";
import { pathProblems } from "./validations/paths";
import { quotaProblems } from "./validations/quotas";
import { taskProblems } from "./validations/tasks";
import { vpcProblems } from "./validations/vpcs";
import { settingsSchema } from "./schema";
import type { Settings } from "./settings";

/** Checked settings, or every problem that the configuration has. */
export type Parsed = { readonly settings: Settings } | { readonly problems: readonly Problem[] };

/**
 * Checks a stack's configuration, all of it at once.
 *
 * @param raw - keys of the project's namespace, without it
 * @param region - value of `aws:region`; `undefined` if the stack has none
 */
export function parseSettings(raw: Readonly<Record<string, unknown>>, region: string | undefined): Parsed {
  const problems: Problem[] = [];
  if (region === undefined || region === "") {
    problems.push({ where: "aws:region", message: "is missing", fix: "pulumi config set aws:region us-east-1" });
  }
  const parsed = settingsSchema.safeParse(raw, { reportInput: true });
  if (!parsed.success) return { problems: [...problems, ...toProblems(parsed.error.issues, raw)] };
  const settings: Settings = { ...parsed.data, region: region ?? "" };
  problems.push(
    ...vpcProblems(settings),
    ...taskProblems(settings),
    ...balancerProblems(settings),
    ...pathProblems(settings),
    ...quotaProblems(settings),
  );
  return problems.length > 0 ? { problems } : { settings };
}
