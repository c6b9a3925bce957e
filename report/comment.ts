import type { DiffSection } from "./diff-lines";
import { cutText, fenced, plain, safeMarkdown, unfolding } from "./markdown";

/** A part of a comment that unfolds. */
export interface Detail {
  readonly summary: string;
  readonly form: "text" | "markdown";
  readonly text: string;
}

/** A comment about one stack. Texts are plain, except of details in Markdown. */
export interface Comment {
  readonly heading: string;
  /** Sentences that are always whole, such as the verdict. */
  readonly lead: readonly string[];
  /** Lists by subject, the most important lines first. */
  readonly sections: readonly DiffSection[];
  /** Sentences after the lists. */
  readonly closing: readonly string[];
  readonly details: readonly Detail[];
  /** Address of the run, whose summary has the whole text. */
  readonly run?: string;
}

/** Lines of a list, from all to one, until the lists fit. */
const steps = [Infinity, 400, 200, 100, 50, 25, 12, 6, 3, 1];

/** Characters of a line, if lists are shortened. */
const lineSize = 600;

/** Share of a comment that the lists may take; the rest is for details. */
const listShare = 0.75;

const shortened = (line: string) => (line.length <= lineSize ? line : `${line.slice(0, lineSize)} …`);

function sectionMarkdown({ title, lines }: DiffSection, most: number): string {
  const rest = lines.length - most;
  const shown = most === Infinity ? lines : lines.slice(0, most).map(shortened);
  const more = rest > 0 ? [`- **… and ${rest} more**`] : [];
  return [`**${plain(title)}**`, "", ...shown.map((line) => `- ${plain(line)}`), ...more].join("\n");
}

function upper({ heading, lead, sections, closing }: Comment, most: number): string {
  return [
    `### ${plain(heading)}`,
    ...lead.map(plain),
    ...sections.filter(({ lines }) => lines.length > 0).map((section) => sectionMarkdown(section, most)),
    ...closing.map(plain),
  ].join("\n\n");
}

const cutNotice = ({ run }: Comment) =>
  `**Shortened** to what GitHub accepts as a comment. ${run === undefined ? "The log of the run has the whole text." : `The whole text is in [the summary of the run](${run}).`}`;

const wholeDetail = ({ summary, form, text }: Detail) =>
  unfolding(summary, form === "text" ? fenced(text) : safeMarkdown(text));

/** Characters that a detail must have left, so that it is worth a frame. */
const leastBody = 200;

/** A detail with at most `size` characters; undefined if that is too short for it. */
function cutDetail(detail: Detail, size: number): string | undefined {
  const whole = wholeDetail(detail);
  if (whole.length <= size) return whole;
  const { form, text } = detail;
  const summary = `${detail.summary} (shortened)`;
  const body = form === "text" ? text : safeMarkdown(text);
  const frame = wholeDetail({ ...detail, summary }).length - body.length;
  if (size - frame < leastBody) return undefined;
  const cut = form === "text" ? fenced(cutText(body, size - frame)) : safeMarkdown(text, size - frame);
  return unfolding(summary, cut);
}

/** Details within `size` characters. Short ones leave their share to the longer ones. */
function fitDetails(details: readonly Detail[], size: number): readonly (string | undefined)[] {
  const fitted = new Map<Detail, string | undefined>();
  let left = size;
  const shortFirst = [...details].sort((a, b) => a.text.length - b.text.length);
  for (const [index, detail] of shortFirst.entries()) {
    const text = cutDetail(detail, Math.floor(left / (shortFirst.length - index)) - 2);
    fitted.set(detail, text);
    left -= (text?.length ?? 0) + 2;
  }
  return details.map((detail) => fitted.get(detail));
}

/**
 * A comment as Markdown: the verdict first, then what changes, then details that unfold. If it is too long, details are
 * cut first, then the ends of the lists; each cut is named.
 *
 * @param limit - characters that fit
 */
export function commentMarkdown(comment: Comment, limit: number): string {
  const footer = comment.run === undefined ? [] : [`[the run](${comment.run})`];
  const join = (parts: readonly string[]) => [...parts, ...footer].join("\n\n") + "\n";
  const whole = join([upper(comment, Infinity), ...comment.details.map(wholeDetail)]);
  if (whole.length <= limit) return whole;
  const notice = cutNotice(comment);
  const lists = limit * listShare;
  const most = steps.find((step) => upper(comment, step).length <= lists) ?? 1;
  const above = [upper(comment, most), notice];
  const details = fitDetails(comment.details, limit - join(above).length);
  return join([...above, ...details.filter((text) => text !== undefined)]);
}
