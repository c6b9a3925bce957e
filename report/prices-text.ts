import type { Traffic, TrafficLine } from "../core/compare/traffic-line";
import { fallbackRegion } from "../core/prices";
import type { PreviewResult } from "./result";

type Cost = PreviewResult["cost"];

const unique = (words: readonly string[]) => [...new Set(words)];

/** Kinds of traffic that count at prices of another Region than that of the stack. */
export const trafficPricedElsewhere = (lines: readonly TrafficLine[], region: string): readonly string[] =>
  unique(lines.filter(({ pricedIn }) => pricedIn !== region).map(({ of }) => of));

/** What counts at prices of another Region than that of the stack, because no public source has its own; empty if nothing. */
function pricedElsewhere({ lines, traffic, pricesOf }: Pick<Cost, "lines" | "traffic" | "pricesOf">): string {
  const fixed = lines.filter(({ pricedIn }) => pricedIn !== pricesOf).map(({ name }) => name);
  const kinds = trafficPricedElsewhere(traffic.lines, pricesOf);
  return [...unique(fixed), ...(kinds.length === 0 ? [] : [`traffic (${kinds.join(", ")})`])].join(", ");
}

/** Which list prices count, as a sentence without its full stop. */
export function pricesText(cost: Cost): string {
  const elsewhere = pricedElsewhere(cost);
  const own = `List prices of ${cost.pricesOf}${cost.pricesReadOn === "" ? "" : `, read on ${cost.pricesReadOn}`}`;
  return elsewhere === ""
    ? own
    : `${own}; no public source has these of ${cost.pricesOf}, so they count as in ${fallbackRegion}: ${elsewhere}`;
}

/** The traffic that a cost assumes: `1,000,000 requests of 10 KB`. */
export const trafficWords = ({ requestsPerMonth, averageKilobytes }: Traffic): string =>
  `${requestsPerMonth.toLocaleString("en")} requests of ${averageKilobytes} KB`;

type TrafficRow = Pick<Cost["traffic"]["lines"][number], "name" | "reckoning" | "source" | "usdPerMonth">;

/** From this number of load balancers on, their capacity units are one row. */
const manyBalancers = 8;

/** The lines of a traffic cost, those of many load balancers together. */
export function trafficRows({ lines }: Cost["traffic"]): readonly TrafficRow[] {
  const balancers = lines.filter(({ of }) => of === "load balancers");
  const [first] = balancers;
  if (first === undefined || balancers.length < manyBalancers) return lines;
  const sum = balancers.reduce((all, { usdPerMonth }) => all + usdPerMonth, 0);
  const together: TrafficRow = {
    name: `Capacity units of ${balancers.length} load balancers`,
    reckoning: "the sum of all",
    source: first.source,
    usdPerMonth: sum,
  };
  return lines.flatMap((line): readonly TrafficRow[] =>
    line === first ? [together] : line.of === "load balancers" ? [] : [line],
  );
}
