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

/** The fence that a line opens or closes; undefined for other lines: https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
function fenceIn(line: string, open: string | undefined): string | undefined {
  const [, mark = ""] = /^ {0,3}(~{3,}|`{3,}(?=[^`]*$))/.exec(line) ?? [];
  if (mark === "") return undefined;
  if (open === undefined) return mark;
  return mark.startsWith(open) && line.trim() === mark ? mark : undefined;
}

/**
 * Markdown from elsewhere: tags outside of blocks of code are shown as text, and the last block of code is closed.
 *
 * @param size - characters to keep, up to the end of a line
 */
export function safeMarkdown(markdown: string, size = Infinity): string {
  const kept: string[] = [];
  let open: string | undefined;
  let length = 0;
  for (const line of markdown.split("\n")) {
    const fence = fenceIn(line, open);
    const safe = open === undefined ? line.replaceAll("<", "&lt;") : line;
    const opened: string | undefined = fence === undefined ? open : open === undefined ? fence : undefined;
    const closing = opened === undefined ? 0 : opened.length + 1;
    if (length + safe.length + 1 + closing > size) break;
    kept.push(safe);
    length += safe.length + 1;
    open = opened;
  }
  return [...kept, ...(open === undefined ? [] : [open])].join("\n");
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
  const kept = Math.max(0, size - mark.length);
  const tailSize = Math.floor(kept / 3);
  const start = text.indexOf("\n", text.length - tailSize);
  const tail = start === -1 ? text.slice(text.length - tailSize) : text.slice(start + 1);
  return text.slice(0, lineEnd(text, kept - tailSize)) + mark + tail;
}
