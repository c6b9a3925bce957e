import type { StackDiff } from "./diff";
import { groupFindings, nameOf } from "./finding-groups";
import { severities } from "./findings";
import type { PassFinding } from "./passes";
import { refuses } from "./refusals";

/** What a finding is, by its place in the list: what refuses a stack first, what is only not known last. */
const labels = ["violation", "acknowledged", "advice", "close to a quota", "undetermined"] as const;

function labelOf({ kind, level }: PassFinding): (typeof labels)[number] {
  if (kind === "violation") return level === "mandatory" ? "violation" : "advice";
  return kind === "headroom" ? "close to a quota" : kind;
}

/** Names that a line lists beside the first. */
const listed = 5;

/** A line for findings that say the same; what refuses the stack comes first, with what to do. */
export function groupLines(findings: readonly PassFinding[]): readonly string[] {
  const rank = (finding: PassFinding) =>
    labels.indexOf(labelOf(finding)) * severities.length + severities.indexOf(finding.severity);
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
  return groupFindings(sorted).map(({ finding, findings: all }) => {
    const others = [...new Set(all.map(({ urn }) => nameOf(urn)))].slice(1);
    const rest = others.length - listed;
    const more = rest > 0 ? ` and ${rest} more` : "";
    const same = others.length === 0 ? "" : `; the same for ${others.slice(0, listed).join(", ")}${more}`;
    const fix = refuses(finding) && finding.fix !== "" ? `; to do: ${finding.fix}` : "";
    return `${labelOf(finding)}, ${finding.policy}: ${finding.message}${same}${fix}`;
  });
}

/** The quotas say how the use of a quota changes, which is the message of headroom. */
const isSaidElsewhere = ({ kind }: PassFinding) => kind === "headroom";

/** Findings that only one of two previews has, and those with another message. */
export function findingLines({ new: added, reworded, gone }: StackDiff["findings"]): readonly string[] {
  const changed = reworded.map(({ after }) => after).filter((finding) => !isSaidElsewhere(finding));
  const withoutFix = gone.map((finding) => ({ ...finding, fix: "" }));
  return [
    ...groupLines(added).map((line) => `new: ${line}`),
    ...groupLines(changed).map((line) => `changed: ${line}`),
    ...groupLines(withoutFix).map((line) => `gone: ${line}`),
  ];
}
