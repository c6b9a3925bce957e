import type { FindingGroup } from "../finding-groups";
import { groupFindings } from "../finding-groups";
import { severities } from "../findings";
import type { ReportedFinding } from "../result";

/** What one policy found, of one kind and level. */
export interface PolicyFindings extends Pick<ReportedFinding, "kind" | "policy" | "level" | "severity"> {
  /** At least one. */
  readonly groups: readonly FindingGroup[];
}

/** What refuses the stack comes first. */
const kinds = ["violation mandatory", "violation advisory", "headroom", "acknowledged", "undetermined"] as const;

const rankOf = ({ kind, level, severity }: PolicyFindings): number => {
  const place = kinds.findIndex((name) => name === kind || name === `${kind} ${level}`);
  return place * severities.length + severities.indexOf(severity);
};

/** Sorts findings by policy. Violations of mandatory policies come first, then by severity. */
export function byPolicy(findings: readonly ReportedFinding[]): readonly PolicyFindings[] {
  const found = new Map<string, PolicyFindings>();
  for (const group of groupFindings(findings.map((finding) => ({ ...finding, passes: [] })))) {
    const { kind, policy, level, severity } = group.finding;
    const key = JSON.stringify([kind, level, severity, policy]);
    found.set(key, { kind, policy, level, severity, groups: [...(found.get(key)?.groups ?? []), group] });
  }
  return [...found.values()].sort((a, b) => rankOf(a) - rankOf(b));
}
