import { stripVTControlCharacters } from "node:util";
import colours from "picocolors";

/** How a text is laid out. */
export interface Layout {
  /** Columns. */
  readonly width: number;
  /** Also prints what is left out by default, such as all hops of each route. */
  readonly details?: true;
}

/** Where lines of a paragraph begin. */
interface Indent {
  readonly first: string;
  readonly rest: string;
}

/** Columns of a text without its colours. */
export const lengthOf = (text: string) => stripVTControlCharacters(text).length;

/**
 * Breaks a text between words, so that no line is wider than `width` columns. A longer word, such as a URN, has a line of
 * its own and is not cut.
 */
export function wrap(text: string, width: number, { first, rest }: Indent = { first: "", rest: "" }): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line = isEmpty ? line + word : `${line} ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join("\n");
}

/** Lines of a section, below its heading. */
export const indented = (text: string, width: number) => wrap(text, width, { first: "  ", rest: "  " });

/** A heading, after an empty line. */
export const heading = (text: string, width: number) =>
  `\n${wrap(text, width).split("\n").map(colours.bold).join("\n")}`;
