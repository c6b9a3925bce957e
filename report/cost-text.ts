import { freeOfCharge } from "../core/cost";
import { pricesText, trafficRows, trafficWords } from "./prices-text";
import type { PreviewResult } from "./result";
import { columns } from "./table";
import type { Layout } from "./wrap";
import { heading, indented } from "./wrap";
import { usd } from "./words";

type Cost = PreviewResult["cost"];

/** Names and amounts of a cost: each kind of resource, and all tasks together. */
function inShort({ lines }: Cost): string {
  const tasks = lines.filter(({ of }) => of === "tasks").reduce((sum, { usdPerMonth: month }) => sum + month, 0);
  const amounts = (of: Cost["lines"][number]["of"]) =>
    lines
      .filter((line) => line.of === of)
      .map(({ name, count, usdPerMonth: month }) => `${count} x ${name} ${usd(month)}`);
  return [...amounts("resources"), ...(tasks === 0 ? [] : [`tasks ${usd(tasks)}`]), ...amounts("observability")].join(
    ", ",
  );
}

function fixedLines(cost: Cost, { width, details }: Layout): readonly string[] {
  const { lines } = cost;
  if (lines.length === 0) return [];
  if (!details) return [indented(`${inShort(cost)}. ${pricesText(cost)}.`, width)];
  const rows = lines.map(({ name, count, usd: price, per, usdPerMonth: month, source }) => [
    `${count} x ${name}`,
    `${price} USD/${per}`,
    usd(month),
    source,
  ]);
  return [
    columns(["resource", "price", "USD/month", "source"], rows),
    indented(`${pricesText(cost)}. A month has 730 hours. ${freeOfCharge} have no additional charge.`, width),
  ];
}

function trafficTable({ traffic }: Cost, { width }: Layout): readonly string[] {
  const rows = trafficRows(traffic).map(({ name, reckoning, usdPerMonth, source }) => [
    name,
    reckoning,
    usd(usdPerMonth),
    source,
  ]);
  const note =
    "The traffic is an example: `compare` takes other numbers of requests. docs/choosing.md of private-integrations says what is assumed.";
  return [columns(["traffic", "calculation", "USD/month", "source"], rows), indented(note, width)];
}

/** What each topology would cost alone, beside what both cost together. */
function aloneLines({ alone = [] }: Cost, width: number): readonly string[] {
  if (alone.length === 0) return [];
  const each = alone.map(({ option, usdPerMonth }) => `option ${option} alone ${usd(usdPerMonth)}`).join(", ");
  return [indented(`Both topologies together; ${each}.`, width)];
}

/** Fixed cost, and the sum for an assumed traffic; with details, each price and its source. */
export function costText(cost: Cost, layout: Layout): string {
  const { usdPerMonth, traffic } = cost;
  const title = `Cost: ${usd(usdPerMonth)} USD per month fixed, and ${usd(traffic.usdPerMonth)} USD for ${trafficWords(traffic)}`;
  return [
    heading(title, layout.width),
    ...aloneLines(cost, layout.width),
    ...fixedLines(cost, layout),
    ...(layout.details ? ["", ...trafficTable(cost, layout)] : []),
  ].join("\n");
}
