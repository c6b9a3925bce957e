/**
 * A text that Markdown shows as it is: no mark, tag, table cell or comment begins in it, and no name in it calls a person.
 * https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export const plain = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>&|~#]/g, "\\$&")
    .replaceAll("@", "@\u200B")
    .replaceAll("\n", " ");

/** A fence that no line of the text ends: https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
function fenceOf(text: string): string {
  const longest = (text.match(/~+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  return "~".repeat(longest + 1);
}

/** A text as a block of code. */
export function fenced(text: string): string {
  const fence = fenceOf(text);
  return `${fence}text\n${text}\n${fence}`;
}

/** A block that unfolds. @param body - Markdown */
export const unfolding = (summary: string, body: string): string =>
  `<details><summary>${plain(summary)}</summary>\n\n${body}\n\n</details>`;

/** Markdown whose tags are shown as text, outside of blocks of code. */
export function withoutTags(markdown: string): string {
  let isCode = false;
  return markdown
    .split("\n")
    .map((line) => {
      if (line.startsWith("~~~")) isCode = !isCode;
      return isCode ? line : line.replaceAll("<", "&lt;");
    })
    .join("\n");
}

/** The last line break at or before `size`; the size itself if the text has none there. */
const lineEnd = (text: string, size: number) => {
  const end = text.lastIndexOf("\n", size);
  return end > 0 ? end : Math.max(0, size);
};

/** The first two thirds and the last third of a text: what a tool says last often matters most. */
export function cutText(text: string, size: number): string {
  if (text.length <= size) return text;
  const mark = "\n\n... cut here ...\n\n";
  const room = Math.max(0, size - mark.length);
  const tailSize = Math.floor(room / 3);
  const start = text.indexOf("\n", text.length - tailSize);
  const tail = start === -1 ? text.slice(text.length - tailSize) : text.slice(start + 1);
  return text.slice(0, lineEnd(text, room - tailSize)) + mark + tail;
}

/** The beginning of Markdown, up to the end of a line; a block of code that is open there is closed. */
export function cutMarkdown(markdown: string, size: number): string {
  if (markdown.length <= size) return markdown;
  const close = "\n~~~";
  const kept = markdown.slice(0, lineEnd(markdown, size - close.length));
  const isOpen = (kept.match(/^~~~/gm) ?? []).length % 2 === 1;
  return isOpen ? kept + close : kept;
}
