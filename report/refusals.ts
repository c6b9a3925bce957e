import { mergePasses } from "./passes";
import type { Verdicts } from "./passes";
import type { PreviewResult, RefusingPolicy, ReportedFinding } from "./result";

type Pass = PreviewResult["pass"];

/** Whether a finding refuses a stack: a violation of a mandatory policy that is not acknowledged. */
export const refuses = ({ kind, level }: Pick<ReportedFinding, "kind" | "level">): boolean =>
  kind === "violation" && level === "mandatory";

/**
 * Policies that refuse a stack: those with a mandatory violation that is not acknowledged, in one of the passes. A
 * request path that breaks is such a violation.
 */
export function refusals(pass: Pass, verdicts: Verdicts): readonly RefusingPolicy[] {
  const byPolicy = new Map<string, RefusingPolicy>();
  for (const { policy, passes } of mergePasses(pass, verdicts).filter(refuses)) {
    const known = byPolicy.get(policy);
    byPolicy.set(policy, {
      policy,
      passes: [...new Set([...(known?.passes ?? []), ...passes])],
      violations: (known?.violations ?? 0) + 1,
    });
  }
  return [...byPolicy.values()];
}
