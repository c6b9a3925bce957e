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

const isNumber = (text = "") => /^[\d,]+(\.\d+)?$/.test(text);

/** A table of text in a scrollable region. Columns of numbers are aligned at their last digit. */
export function textTable({ caption, head, rows }: TableData): string {
  const looks = head.map((_, column) => (rows.every((row) => isNumber(row[column])) ? ' class="number"' : ""));
  const body = rows.map(
    ([first = "", ...cells]) =>
      `<tr><th scope="row">${linked(first)}</th>${cells.map((cell, index) => `<td${looks[index + 1] ?? ""}>${linked(cell)}</td>`).join("")}</tr>`,
  );
  const cells = head.map((cell, column) => `<th scope="col"${column === 0 ? "" : looks[column]}>${escape(cell)}</th>`);
  return scrollable(
    caption,
    `<table class="wide"><caption>${escape(caption)}</caption><thead><tr>${cells.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`,
  );
}
