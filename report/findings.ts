import colours from "picocolors";
import type { ReportedFinding } from "./result";

const severities = ["critical", "high", "medium", "low"] as const;

const paint = {
  violation: colours.red,
  acknowledged: colours.yellow,
  undetermined: colours.dim,
  headroom: colours.yellow,
} as const;

function line({ kind, policy, level, urn, message, fix }: ReportedFinding): string {
  const label = kind === "violation" ? `${level} violation` : kind;
  const remedy = fix === "" ? [] : [`      ${fix}`];
  return [`  ${paint[kind](label)} ${policy}: ${message}`, `      ${urn}`, ...remedy].join("\n");
}

/** Findings of the policies by severity, highest first; undetermined findings as a number per policy. */
export function findingsText(
  findings: readonly ReportedFinding[],
  counts: { readonly passed: number; readonly notApplicable: number },
): string {
  const listed = findings.filter(({ kind }) => kind !== "undetermined");
  const undeterminedBy = new Map<string, number>();
  for (const { kind, policy } of findings)
    if (kind === "undetermined") undeterminedBy.set(policy, (undeterminedBy.get(policy) ?? 0) + 1);
  const groups = severities.flatMap((severity) => {
    const lines = listed.filter((finding) => finding.severity === severity).map(line);
    return lines.length === 0 ? [] : [`  ${severity}`, ...lines];
  });
  const found = listed.length === 0 ? "" : `, ${listed.length} ${listed.length === 1 ? "finding" : "findings"}`;
  const undetermined = [...undeterminedBy].map(([policy, count]) => `${policy} (${count})`).join(", ");
  return [
    `\n${colours.bold("Policies")}`,
    ...groups,
    `  ${counts.passed} pass, ${counts.notApplicable} do not apply${found}.`,
    ...(undetermined === ""
      ? []
      : [`  Undetermined (unknown ids, or resources outside the stack; details in --json): ${undetermined}.`]),
  ].join("\n");
}
