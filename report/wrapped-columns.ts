import type { TableData } from "./table";
import { columns } from "./table";
import { wrap } from "./wrap";

/**
 * Formats plain columns and breaks the texts of cells and heads between words.
 *
 * @param widths - largest number of characters of each column
 */
export function wrappedColumns({ head, rows }: Omit<TableData, "caption">, widths: readonly number[]): string {
  const wrapped = (cells: readonly string[]) => cells.map((cell, index) => wrap(cell, widths[index] ?? cell.length));
  return columns(wrapped(head), rows.map(wrapped));
}
