import { stripVTControlCharacters } from "node:util";
import type { Comment, Detail } from "./comment";
import type { StackDiff } from "./diff";
import { stackDiff } from "./diff";
import { groupLines } from "./diff-findings";
import type { DiffSection } from "./diff-lines";
import { diffSections } from "./diff-lines";
import { acceptanceText, diffScope, diffText, unchangedText } from "./diff-text";
import { joinedFindings } from "./passes";
import { refuses } from "./refusals";
import type { Replacing } from "./resource-changes";
import type { NoResult, PreviewResult } from "./result";
import { routesTable } from "./routes-table";
import { previewText } from "./text";
import { verdictText } from "./verdict-text";
import { count } from "./words";

/** What a comment compares with: an earlier result, or why there is none. */
export type Base = { readonly preview: PreviewResult } | NoResult;

type Parts = Pick<Comment, "lead" | "sections" | "closing" | "details">;

/** Columns of texts in a comment, which GitHub does not wrap. */
const width = 120;

/** Reasons why two results of one stack cannot be compared. */
function incomparable(before: PreviewResult, after: PreviewResult): string | undefined {
  if (before.stack !== after.stack) return `expected a result of stack ${after.stack}, found stack ${before.stack}`;
  const passesOf = ({ pass, applyPass }: PreviewResult) => (applyPass === undefined ? pass : "both");
  const [old, next] = [passesOf(before), passesOf(after)];
  return old === next
    ? undefined
    : `expected a result of the passes ${next}, found ${old}; run both previews with the same --pass`;
}

/** The difference of two results, or why there is none. */
export type Compared = { readonly diff: StackDiff } | { readonly mistake: string };

const withoutBase = ({ mistake, otherVersion }: NoResult): string =>
  otherVersion === true ? `the base was printed by another version of this program (${mistake})` : mistake;

/** Compares a result with an earlier one, if there is one of the same stack and passes. */
export function compared(base: Base, after: PreviewResult, replacing: Replacing): Compared {
  if ("mistake" in base) return { mistake: withoutBase(base) };
  const mistake = incomparable(base.preview, after);
  return mistake === undefined ? { diff: stackDiff(base.preview, after, replacing) } : { mistake };
}

/** Why no difference is shown, as a sentence. */
export const noDifference = (mistake: string): string => `There is no difference to show: ${mistake}.`;

/** What changes since a base, for people who read a pull request. */
export function differenceParts(base: Base, after: PreviewResult, replacing: Replacing): Parts {
  const found = compared(base, after, replacing);
  if ("mistake" in found) return { lead: [noDifference(found.mistake)], sections: [], closing: [], details: [] };
  const { diff } = found;
  const sections = diffSections(diff);
  const text = stripVTControlCharacters(diffText(diff, { width, details: true }));
  return {
    lead: diff.accepted.before === diff.accepted.after ? [] : [acceptanceText(diff)],
    sections,
    closing: [unchangedText(sections), diffScope].filter((sentence) => sentence !== ""),
    details: sections.every(({ lines }) => lines.length === 0) ? [] : [{ summary: "all changes", form: "text", text }],
  };
}

function violations(after: PreviewResult): readonly DiffSection[] {
  const found = joinedFindings(after).filter(refuses);
  return found.length === 0 ? [] : [{ title: "Violations", lines: groupLines(found) }];
}

/** What a preview says, and what changes since a base. */
export function previewParts(base: Base, after: PreviewResult, replacing: Replacing): Parts {
  const difference = differenceParts(base, after, replacing);
  return {
    lead: [stripVTControlCharacters(verdictText(after, Infinity)), ...difference.lead],
    sections: [...violations(after), ...difference.sections],
    closing: difference.closing,
    details: [
      ...difference.details,
      { summary: "the preview", form: "text", text: stripVTControlCharacters(previewText(after, { width })) },
      { summary: count(after.routes.length, "route"), form: "markdown", text: routesTable(after.routes) },
    ],
  };
}

/** Lines of a log that are shown without unfolding it. */
const lastLines = 8;

/** What a preview says that was refused or failed. @param log - what it wrote beside its result */
export function failureParts({ mistake, problems }: NoResult, log: string): Parts {
  const details: readonly Detail[] = log.trim() === "" ? [] : [{ summary: "the log", form: "text", text: log }];
  if (problems === undefined) {
    const last = log
      .split("\n")
      .filter((line) => line.trim() !== "")
      .slice(-lastLines);
    return {
      lead: [`The preview wrote no result: ${mistake}.`],
      sections: [{ title: "Log", lines: last }],
      closing: [],
      details,
    };
  }
  const lines = problems.map(
    ({ at, where, message, fix }) => `${at === undefined ? "" : `${at}: `}${where}: ${message}; to do: ${fix}`,
  );
  return {
    lead: [`${count(problems.length, "problem")} in the configuration; nothing was registered.`],
    sections: [{ title: "Problems", lines }],
    closing: [],
    details,
  };
}
