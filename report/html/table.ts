import { escape } from "html-escaper";
import type { TableData } from "../table";

const linked = (text: string) =>
  /^https:\/\/\S+$/.test(text)
    ? `<a href="${escape(text)}">${escape(text.replace(/^https:\/\//, ""))}</a>`
    : escape(text);

/** A region that scrolls on its own, so that a wide table does not widen the page; the keyboard can reach it. */
export const scrollable = (name: string, body: string): string =>
  `<div class="scroll" tabindex="0" role="region" aria-label="${escape(name)}">${body}</div>`;

/** The opening of a table with HTML in its header cells, up to its first row. */
export const tableHead = (caption: string, head: readonly string[]): string =>
  `<caption>${escape(caption)}</caption><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join("")}</tr></thead>`;

/** A table of text in a scrollable region. */
export function textTable({ caption, head, rows }: TableData): string {
  const body = rows.map(
    ([first = "", ...cells]) =>
      `<tr><th scope="row">${linked(first)}</th>${cells.map((cell) => `<td>${linked(cell)}</td>`).join("")}</tr>`,
  );
  return scrollable(
    caption,
    `<table class="wide">${tableHead(caption, head.map(escape))}<tbody>${body.join("")}</tbody></table>`,
  );
}
