import type { PreviewResult, ReportedFinding, Verdict } from "./result";

type Pass = PreviewResult["pass"];

/** The verdicts of a preview: of one pass, or of a first preview and of the pass with simulated ids. */
export type Verdicts = Verdict & Pick<PreviewResult, "applyPass">;

/** A finding with the passes that have it. */
export interface PassFinding extends ReportedFinding {
  readonly passes: readonly Pass[];
}

const subject = ({ kind, policy, urn }: ReportedFinding) => `${kind} ${policy} ${urn}`;
const identity = (finding: ReportedFinding) => `${subject(finding)} ${finding.message}`;

/**
 * Findings of both passes, each once. Where a value that is unknown at a first preview changes the message, the message
 * with simulated ids counts.
 */
function merged(first: readonly ReportedFinding[], apply: readonly ReportedFinding[]): readonly PassFinding[] {
  const inFirst = new Set(first.map(identity));
  const inApply = new Set(apply.map(identity));
  const reworded = new Set(first.filter((finding) => !inApply.has(identity(finding))).map(subject));
  const inBoth = (finding: ReportedFinding) => inFirst.has(identity(finding)) || reworded.has(subject(finding));
  const subjects = new Set(apply.map(subject));
  return [
    ...apply.map((finding) => ({
      ...finding,
      passes: inBoth(finding) ? (["preview", "apply"] as const) : (["apply"] as const),
    })),
    ...first
      .filter((finding) => !subjects.has(subject(finding)))
      .map((finding) => ({ ...finding, passes: ["preview"] as const })),
  ];
}

/** Findings of all passes, each once. */
export const mergePasses = (pass: Pass, { findings, applyPass }: Verdicts): readonly PassFinding[] =>
  applyPass === undefined
    ? findings.map((finding) => ({ ...finding, passes: [pass] }))
    : merged(findings, applyPass.findings);

/** The verdicts that count: with simulated ids, if that pass ran. */
export const decisive = (verdicts: Verdicts): Verdict => verdicts.applyPass ?? verdicts;

/** Whether a check is undetermined at a first preview only. */
export function waitsForIds({ kind, passes }: PassFinding): boolean {
  return kind === "undetermined" && passes.includes("preview") && !passes.includes("apply");
}

/** Says that only one of two passes has a finding. */
export function passNote({ kind, passes: [first, second] }: PassFinding, ran: number): string {
  if (ran < 2 || second !== undefined || kind === "undetermined") return "";
  return first === "apply" ? " (not visible at a first preview)" : " (only at a first preview)";
}

/** Findings of all passes without those that ids decide; the message says if only one of two passes has it. */
export function joinedFindings(preview: PreviewResult): readonly PassFinding[] {
  const ran = preview.applyPass === undefined ? 1 : 2;
  return mergePasses(preview.pass, preview)
    .filter((finding) => !waitsForIds(finding))
    .map((finding) => ({ ...finding, message: finding.message + passNote(finding, ran) }));
}

/** Both passes as one: what known ids decide, and what refuses a first preview. */
export function joinPasses(preview: PreviewResult): PreviewResult {
  const { proofs, reaches, policies } = decisive(preview);
  const findings = joinedFindings(preview);
  return { ...preview, proofs, ...(reaches === undefined ? {} : { reaches }), policies, findings };
}
