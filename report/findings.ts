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

/** Verdicts of the policies, the gravest first; what a rule cannot tell is counted, and listed by rule. */
export function findingsText(
  findings: readonly ReportedFinding[],
  counts: { readonly passed: number; readonly notApplicable: number },
): string {
  const told = findings.filter(({ kind }) => kind !== "undetermined");
  const open = new Map<string, number>();
  for (const { kind, policy } of findings) if (kind === "undetermined") open.set(policy, (open.get(policy) ?? 0) + 1);
  const groups = severities.flatMap((severity) => {
    const lines = told.filter((finding) => finding.severity === severity).map(line);
    return lines.length === 0 ? [] : [`  ${severity}`, ...lines];
  });
  const undetermined = [...open].map(([policy, count]) => `${policy} (${count})`).join(", ");
  return [
    `\n${colours.bold("Policies")}`,
    ...groups,
    `  ${counts.passed} pass, ${counts.notApplicable} do not apply${told.length === 0 ? "" : `, ${told.length} findings`}.`,
    ...(undetermined === ""
      ? []
      : [
          `  Left open, since ids are unknown or a resource is outside the stack (--json says what is missing): ${undetermined}.`,
        ]),
  ].join("\n");
}
