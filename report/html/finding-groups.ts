import { generalText, nameOf } from "../finding-groups";
import type { ReportedFinding } from "../result";

/** What a policy says of the first of the resources; of the others it says the same with their names. */
interface Statement {
  readonly message: string;
  readonly fix: string;
  readonly resources: readonly string[];
}

/** Findings of one policy, of one kind and level. */
export interface FindingGroup extends Pick<ReportedFinding, "kind" | "policy" | "level" | "severity"> {
  readonly statements: readonly Statement[];
  /** Number of findings. */
  readonly count: number;
}

/** The order of groups: what refuses the stack first. */
const ranks = [
  ["violation mandatory", "violation advisory", "headroom", "acknowledged", "undetermined"],
  ["critical", "high", "medium", "low"],
] as const;

const rankOf = ({ kind, level, severity }: FindingGroup): number => {
  const [kinds, severities] = ranks;
  const place = kinds.findIndex((name) => name === kind || name === `${kind} ${level}`);
  return place * severities.length + severities.indexOf(severity);
};

function statementsOf(findings: readonly ReportedFinding[]): readonly Statement[] {
  const bySaying = new Map<string, Statement>();
  for (const finding of findings) {
    const { message, fix, urn } = finding;
    const known = bySaying.get(generalText(finding)) ?? { message, fix, resources: [] };
    bySaying.set(generalText(finding), { ...known, resources: [...new Set([...known.resources, nameOf(urn)])] });
  }
  return [...bySaying.values()];
}

/** Groups findings by kind, level, severity and policy. Violations of mandatory policies come first, then by severity. */
export function groupFindings(findings: readonly ReportedFinding[]): readonly FindingGroup[] {
  const byPolicy = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const { kind, policy, level, severity } = finding;
    const key = JSON.stringify([kind, level, severity, policy]);
    byPolicy.set(key, [...(byPolicy.get(key) ?? []), finding]);
  }
  const groups = [...byPolicy.values()].flatMap((all): FindingGroup[] => {
    const [first] = all;
    if (first === undefined) return [];
    const { kind, policy, level, severity } = first;
    return [{ kind, policy, level, severity, statements: statementsOf(all), count: all.length }];
  });
  return groups.sort((a, b) => rankOf(a) - rankOf(b));
}
