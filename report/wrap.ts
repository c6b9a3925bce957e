import type { TableData } from "./table";
import { columns } from "./table";

/** Parts of a word that fit into `width` characters. */
const pieces = (word: string, width: number): readonly string[] =>
  word.length <= width ? [word] : (word.match(new RegExp(`.{1,${width}}`, "g")) ?? []);

/** Breaks a text into lines of at most `width` characters; only a word that is longer is divided. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((each) => pieces(each, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** A list item of at most `width` characters in each line. */
export function item(text: string, width: number): string {
  return `  - ${wrap(text, width - 4).join("\n    ")}`;
}

/**
 * Formats plain columns and breaks the texts of cells and heads.
 *
 * @param widths - largest number of characters of each column
 */
export function wrappedColumns({ head, rows }: Omit<TableData, "caption">, widths: readonly number[]): string {
  const wrapped = (cells: readonly string[]) =>
    cells.map((cell, index) => wrap(cell, widths[index] ?? cell.length).join("\n"));
  return columns(wrapped(head), rows.map(wrapped));
}
