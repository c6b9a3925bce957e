import type { Assessment } from "../core/compare/assessment";
import type { Comparison } from "../core/compare/compare";
import type { GrowthLimit } from "../core/compare/grown";
import type { TableData } from "./table";
import { usd } from "./words";

const stopText = (stop: GrowthLimit | undefined) =>
  stop === undefined
    ? ""
    : `${stop.atLeast ? "at least " : ""}${stop.services}${stop.by === "" ? "" : `; limit: ${stop.by}`}`;

/** Growth of each choice in the present proportions of the services, by topology and account limits. */
export const growthTable = ({ assessed }: Comparison): TableData => ({
  caption: "Maximum number of services",
  head: ["option", "limited by topology", "limited by account"],
  rows: assessed.map(({ id, topologyStop, accountStop }) => [id, stopText(topologyStop), stopText(accountStop)]),
});

/** A choice that cannot be planned for the listed services has no row: the table of the options says why. */
function grownRow({ id, grown }: Assessment): readonly (readonly string[])[] {
  if (grown === undefined) return [];
  const { stop, cost } = grown;
  const fits = stop === undefined ? "yes" : `no, ${stop.services} fit; limit: ${stop.by}`;
  const costs = cost === undefined ? [] : [cost.fixedUsdPerMonth, cost.trafficUsdPerMonth];
  const total = costs.reduce((sum, part) => sum + part, 0);
  return [[id, fits, ...(cost === undefined ? ["", "", ""] : [...costs, total].map(usd))]];
}

const totalOf = ({ grown }: Assessment) =>
  grown?.cost === undefined ? Infinity : grown.cost.fixedUsdPerMonth + grown.cost.trafficUsdPerMonth;

/** Which choices fit the number of services that the comparison was asked for, as a sentence. */
function grownSummary(assessed: readonly Assessment[]): string {
  const grown = assessed.filter((each) => each.grown !== undefined);
  const fitting = grown.filter((each) => each.grown?.stop === undefined);
  const [cheapest] = [...fitting].sort((a, b) => totalOf(a) - totalOf(b));
  if (cheapest !== undefined) return `${fitting.map(({ id }) => id).join(", ")} fit; the cheapest is ${cheapest.id}`;
  const fits = (each: Assessment) => each.grown?.stop?.services ?? 0;
  const [most] = [...grown].sort((a, b) => fits(b) - fits(a));
  return most === undefined ? "" : `no choice fits; ${most.id} fits the most, ${fits(most)} services`;
}

/** Each choice with the number of services that the comparison was asked for; undefined if nothing grows. */
export function grownTable({ assessed, traffic }: Comparison): TableData | undefined {
  const services = assessed.find(({ grown }) => grown !== undefined)?.grown?.services;
  if (services === undefined) return undefined;
  return {
    caption: `Growth to ${services} services, copies of the listed ones; ${grownSummary(assessed)}; the traffic of ${traffic.requestsPerMonth.toLocaleString("en")} requests a month is the same and is shared by all; USD per month, also where an increase of a quota is needed first`,
    head: ["option", "fits", "fixed cost", "traffic cost", "total"],
    rows: assessed.flatMap(grownRow),
  };
}

const plotWidth = 40;

/** Growth as a bar chart, one bar per choice. */
export function growthPlot({ assessed }: Comparison): string {
  const longest = Math.max(1, ...assessed.map(({ topologyStop }) => topologyStop?.services ?? 0));
  return assessed
    .map(({ id, topologyStop: stop }) => {
      const services = stop?.services ?? 0;
      const bar = "█".repeat(Math.round((services / longest) * plotWidth));
      return `${id.padEnd(14)} ${bar}${stop?.atLeast === true ? ">" : "|"} ${services}`;
    })
    .join("\n");
}
