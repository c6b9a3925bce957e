import { freeOfCharge } from "../core/cost";
import type { Cost } from "../core/cost";
import { columns } from "./table";
import type { Layout } from "./wrap";
import { heading, indented } from "./wrap";
import { usd } from "./words";

/** Fixed cost per month; with details, each price and its source. */
export function costText({ lines, usdPerMonth, pricesOf, pricesReadOn }: Cost, { width, details }: Layout): string {
  const head = heading(`Fixed cost: ${usd(usdPerMonth)} USD per month, without requests and traffic`, width);
  const prices = `List prices of ${pricesOf}, read on ${pricesReadOn}`;
  if (lines.length === 0) return head;
  if (!details) {
    const tasks = lines.filter(({ of }) => of === "tasks").reduce((sum, { usdPerMonth: month }) => sum + month, 0);
    const parts = [
      ...lines
        .filter(({ of }) => of === "resources")
        .map(({ name, count, usdPerMonth: month }) => `${count} x ${name} ${usd(month)}`),
      ...(tasks === 0 ? [] : [`tasks ${usd(tasks)}`]),
    ];
    return [head, indented(`${parts.join(", ")}. ${prices}.`, width)].join("\n");
  }
  const rows = lines.map(({ name, count, usd: price, per, usdPerMonth: month, source }) => [
    `${count} x ${name}`,
    `${price} USD/${per}`,
    usd(month),
    source,
  ]);
  return [
    head,
    columns(["resource", "price", "USD/month", "source"], rows),
    indented(`${prices}, 730 hours; other Regions differ. ${freeOfCharge} have no additional charge.`, width),
  ].join("\n");
}
