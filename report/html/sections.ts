import { escape } from "html-escaper";
import type { Comparison } from "../../core/compare/compare";
import { comparisonTable, resourcesTable } from "../comparison";
import { growthTable } from "../growth";
import { growthText } from "../growth-text";
import { pricesText, trafficRows, trafficWords } from "../prices-text";
import type { PreviewResult } from "../result";
import { togetherLines, togetherTitle } from "../together";
import { usd } from "../words";
import { scrollable, tableHead, textTable } from "./table";

const totalRow = (name: string, amount: number) =>
  `<tfoot><tr><th scope="row">${name}</th><td></td><td class="number">${usd(amount)}</td></tr></tfoot>`;

/** Fixed cost by kind of resource. */
function fixedHtml(cost: PreviewResult["cost"]): string {
  const { lines, usdPerMonth } = cost;
  const rows = lines.map(
    ({ name, count, usd: price, per, usdPerMonth: month, source }) =>
      `<tr><th scope="row">${count} x ${escape(name)}</th><td><a href="${escape(source)}">${price} USD per ${per}</a></td><td class="number">${usd(month)}</td></tr>`,
  );
  if (lines.length === 0)
    return `<p>Nothing in this stack has a fixed cost: ${usd(usdPerMonth)} USD per month, without requests and traffic.</p>`;
  const head = tableHead("USD per month without requests and traffic", ["resource", "price", "USD per month"]);
  return scrollable(
    "Fixed cost",
    `<table>${head}<tbody>${rows.join("")}</tbody>${totalRow("Fixed cost", usdPerMonth)}</table>`,
  );
}

/** Cost of the traffic that a preview assumes, by kind. */
function trafficHtml({ traffic }: PreviewResult["cost"]): string {
  const rows = trafficRows(traffic).map(
    ({ name, reckoning, usdPerMonth, source }) =>
      `<tr><th scope="row">${escape(name)}</th><td><a href="${escape(source)}">${escape(reckoning)}</a></td><td class="number">${usd(usdPerMonth)}</td></tr>`,
  );
  const caption = `USD per month for ${trafficWords(traffic)} to all services together`;
  const head = tableHead(caption, ["item", "calculation", "USD per month"]);
  const table = scrollable(
    "Traffic cost",
    `<table>${head}<tbody>${rows.join("")}</tbody>${totalRow("Traffic cost", traffic.usdPerMonth)}</table>`,
  );
  // The calculations are as long as all routes on a phone.
  return `<details class="rest"><summary>${escape(trafficWords(traffic))}: ${usd(traffic.usdPerMonth)} USD per month</summary>${table}</details>`;
}

/** Fixed cost and cost of traffic, each with its prices. */
export const costHtml = (cost: PreviewResult["cost"]): string =>
  [fixedHtml(cost), trafficHtml(cost), `<p class="soft">${escape(pricesText(cost))}.</p>`].join("\n");

/** The recommendation with its reasons, and all choices in a table. */
export function comparisonHtml(
  comparison: Comparison,
  { option, standby }: Pick<PreviewResult, "option" | "standby">,
): string {
  const { choice, reasons } = comparison.recommendation;
  const recommended = choice === undefined ? "No option meets the requirements." : `Recommended: option ${choice}.`;
  const { rows, ...table } = comparisonTable(comparison);
  const marks = new Map([
    ...(standby === undefined ? [] : [[String(standby.option), "stands by"] as const]),
    [String(option), standby === undefined ? "this stack" : "serves"],
  ]);
  const marked = rows.map(([first = "", ...cells], index) => {
    const mark = marks.get(comparison.assessed[index]?.id ?? "");
    return [mark === undefined ? first : `${first} (${mark})`, ...cells];
  });
  const { together } = comparison;
  return [
    `<p><strong>${escape(recommended)}</strong></p>`,
    `<ul>${reasons.map((reason) => `<li>${escape(reason)}</li>`).join("")}</ul>`,
    textTable({ ...table, rows: marked }),
    ...(together === undefined
      ? []
      : [
          `<p><strong>${escape(togetherTitle(together))}:</strong></p>`,
          `<ul>${togetherLines(together)
            .map((line) => `<li>${escape(line)}</li>`)
            .join("")}</ul>`,
        ]),
    textTable(resourcesTable(comparison)),
  ].join("\n");
}

/** How far this stack and each choice can grow, with bars. */
export function growthHtml(comparison: Comparison, preview: Pick<PreviewResult, "growth" | "standby">): string {
  const { caption, head, rows } = growthTable(comparison);
  const numbers = comparison.assessed.map(({ topologyStop }) => topologyStop?.services ?? 0);
  const longest = Math.max(1, ...numbers);
  const body = rows.map(([id = "", ...cells], index) => {
    const width = Math.round(((numbers[index] ?? 0) / longest) * 100);
    const bar = `<span class="bar" aria-hidden="true"><span style="width:${width}%"></span></span>`;
    // On a narrow screen, only limits of the account that come before the topology's are worth a line.
    const free = comparison.assessed[index]?.accountStop?.atLeast === true ? ' class="free"' : "";
    const [topology = "", account = ""] = cells.map(escape);
    return `<tr><th scope="row">${escape(id)}</th><td><div class="gauge">${bar}<span>${topology}</span></div></td><td${free}>${account}</td></tr>`;
  });
  return [
    `<p>${escape(growthText(preview))}</p>`,
    scrollable(
      caption,
      `<table class="growth">${tableHead(caption, head.map(escape))}<tbody>${body.join("")}</tbody></table>`,
    ),
  ].join("\n");
}

/** Advice that holds for every stack, with sources. */
export const adviceHtml = ({ advice }: Comparison): string =>
  `<ul>${advice
    .map(
      ({ text, source }) =>
        `<li>${escape(text)} <a href="${escape(source)}">Source: ${escape(new URL(source).pathname.split("/").at(-1) ?? "")}</a></li>`,
    )
    .join("")}</ul>`;
