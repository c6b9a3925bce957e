import colours from "picocolors";
import type { Comparison } from "../core/compare/compare";
import { comparisonTable, limitationsText, quotasTable, recommended, resourcesTable, trafficTable } from "./comparison";
import { growthPlot, growthTable, grownTable } from "./growth";
import type { TableData } from "./table";
import { togetherLines, togetherTitle } from "./together";
import { heading, indented, wrap } from "./wrap";
import { wrappedColumns } from "./wrapped-columns";

/** Every line fits: terminals and logs cut or break longer ones. */
const width = 120;

const item = (text: string) => wrap(text, width, { first: "  - ", rest: "    " });

/** A table below its caption; nothing for a table without rows. */
function section({ caption, ...table }: TableData, widths: readonly number[]): readonly string[] {
  if (table.rows.length === 0) return [];
  const [title = "", ...rest] = caption.split("; ");
  const more = rest.length === 0 ? [] : [indented(rest.join("; "), width)];
  return [heading(title, width), ...more, wrappedColumns(table, widths)];
}

/** The lines without the source, which is the same page for many of them, and the pages once. */
function trafficSection(comparison: Comparison): readonly string[] {
  const { caption, head, rows } = trafficTable(comparison);
  const sources = [...new Set(rows.map((row) => row[3] ?? ""))].map((source) => `  source: ${source}`);
  const withoutSource = { caption, head: head.slice(0, 3), rows: rows.map((row) => row.slice(0, 3)) };
  return [...section(withoutSource, [44, 10, 60]), ...sources];
}

/** Formats the comparison for a terminal of 120 columns: the recommendation first, then its reasons and numbers. */
export function comparisonText(comparison: Comparison): string {
  const { recommendation, advice, assessed, together } = comparison;
  const grown = grownTable(comparison);
  const titles = new Map(assessed.map(({ option, title }) => [option, title]));
  return [
    colours.bold(recommended(comparison)),
    ...recommendation.reasons.map((reason) => item(reason)),
    ...section(comparisonTable(comparison), [15, 26, 26, 12, 10, 7, 10]),
    ...[...titles].map(([option, title]) => `  option ${option}: ${title}`),
    ...(together === undefined
      ? []
      : [heading(togetherTitle(together), width), ...togetherLines(together).map((line) => item(line))]),
    ...(grown === undefined ? [] : section(grown, [12, 62, 10, 7, 10])),
    ...section(growthTable(comparison), [12, 60, 40]),
    "",
    growthPlot(comparison),
    ...section(resourcesTable(comparison), [15, 5, 9, 9, 8, 7, 4, 9, 9, 11, 8]),
    ...trafficSection(comparison),
    ...section(quotasTable(comparison), [54, 36, 6, 6, 8]),
    "",
    wrap(limitationsText, width),
    ...advice.flatMap(({ text, source }) => [item(text), `    ${source}`]),
  ].join("\n");
}
