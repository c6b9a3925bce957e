import { mergePasses } from "./passes";
import type { Verdicts } from "./passes";
import type { PreviewResult, RefusingPolicy } from "./result";

type Pass = PreviewResult["pass"];

/**
 * Policies that refuse a stack: those with a mandatory violation that is not acknowledged, in one of the passes. A
 * request path that breaks is such a violation.
 */
export function refusals(pass: Pass, verdicts: Verdicts): readonly RefusingPolicy[] {
  const byPolicy = new Map<string, RefusingPolicy>();
  for (const { policy, kind, level, passes } of mergePasses(pass, verdicts)) {
    if (kind !== "violation" || level !== "mandatory") continue;
    const known = byPolicy.get(policy);
    byPolicy.set(policy, {
      policy,
      passes: [...new Set([...(known?.passes ?? []), ...passes])],
      violations: (known?.violations ?? 0) + 1,
    });
  }
  return [...byPolicy.values()];
}
