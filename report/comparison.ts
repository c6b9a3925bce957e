import type { Assessment } from "../core/compare/assessment";
import type { Comparison } from "../core/compare/compare";
import { limitations } from "../core/compare/requirements";
import { fallbackRegion } from "../core/prices";
import { growthPlot, growthTable, grownTable } from "./growth";
import { trafficPricedElsewhere } from "./prices-text";
import type { TableData } from "./table";
import { markdownTable } from "./table";
import { togetherLines, togetherTitle } from "./together";
import { usd } from "./words";

/** Why a choice is no valid configuration: the keys, if the reasons of the recommendation have the rest. */
function invalid({ option, front, problems }: Assessment, { assessed }: Comparison): string {
  const places = (of: Assessment["problems"]) => [...new Set(of.map(({ where }) => where))].join(", ");
  if (front === "as listed") return `no: ${places(problems)}`;
  const base = assessed.find((other) => other.option === option && other.front === "as listed");
  if (places(base?.problems ?? []) === places(problems)) return `no: as option ${option}`;
  return `no: ${problems.map(({ where, message }) => `${where}: ${message}`)[0] ?? ""}`;
}

function fits(assessed: Assessment, comparison: Comparison): string {
  const { problems, broken, pins } = assessed;
  if (problems.length > 0) return invalid(assessed, comparison);
  const [first] = broken;
  const withPins = pins === 0 ? "yes" : `yes; pins to add: ${pins}`;
  return first === undefined ? withPins : `no: ${first.text}`;
}

function required({ answers, measures }: Assessment): string {
  if (measures === undefined) return "";
  const refused = answers.map((answer) => (answer.kind === "no" ? `no: ${answer.why}` : answer.what));
  return refused.join("; ") || "met";
}

const marked = ({ id }: Assessment, { recommendation }: Comparison) =>
  `${id}${id === recommendation.choice ? " (recommended)" : ""}`;

const apiText = ({ api, legacy }: Assessment) => `${api.toUpperCase()}${legacy ? ", legacy" : ""}`;

/** What all costs of a comparison assume. */
const costBasis = ({ region, traffic: { requestsPerMonth, averageKilobytes } }: Comparison): string =>
  `USD per month at list prices of ${region}${region === fallbackRegion ? "" : `, or of ${fallbackRegion} where no public source has them`}; traffic of ${requestsPerMonth.toLocaleString("en")} requests a month to all services together, ${averageKilobytes} KB per request with its response`;

/** Whether each choice fits, and what it costs; one row per choice. */
export const comparisonTable = (comparison: Comparison): TableData => ({
  caption: `Options for these services; ${costBasis(comparison)}`,
  head: ["option", "fits", "requirements", "API", "fixed cost", "traffic cost", "total"],
  rows: comparison.assessed.map((assessed) => {
    const { measures } = assessed;
    const costs =
      measures === undefined
        ? ["", "", ""]
        : [
            measures.fixedUsdPerMonth,
            measures.traffic.usdPerMonth,
            measures.fixedUsdPerMonth + measures.traffic.usdPerMonth,
          ].map(usd);
    return [marked(assessed, comparison), fits(assessed, comparison), required(assessed), apiText(assessed), ...costs];
  }),
});

/** What each choice creates and shares; one row per choice that can be planned. */
export const resourcesTable = (comparison: Comparison): TableData => ({
  caption:
    "Resources; hops are counted behind the API; a choice is independent if no two services share a load balancer",
  head: [
    "option",
    "VPC links",
    "load balancers",
    "listeners",
    "listener rules",
    "target groups",
    "hops",
    "most services per load balancer",
    "most services per link",
    "independent",
    "load balancer cost",
  ],
  rows: comparison.assessed.flatMap((assessed) => {
    const { measures } = assessed;
    if (measures === undefined) return [];
    const { counts, blast, hops } = measures;
    const numbers = [counts.links, counts.balancers, counts.listeners, counts.rules, counts.targetGroups, hops];
    return [
      [
        marked(assessed, comparison),
        ...[...numbers, blast.balancer, blast.link].map(String),
        measures.independent ? "yes" : "no",
        usd(measures.balancerUsdPerMonth),
      ],
    ];
  }),
});

/** Choice whose traffic cost and quotas are shown: the recommended one, or the first. */
const shownOf = ({ assessed, recommendation }: Comparison) =>
  assessed.find(({ id }) => id === recommendation.choice) ?? assessed[0];

/** What of the traffic cost that is shown counts at prices of us-east-1, because no public source has others. */
function atOtherPrices(comparison: Comparison): string {
  const lines = shownOf(comparison)?.measures?.traffic.lines ?? [];
  const kinds = trafficPricedElsewhere(lines, comparison.region);
  return kinds.length === 0 ? "" : `; at prices of ${fallbackRegion}: ${kinds.join(", ")}`;
}

/** Traffic cost of the choice that is shown. */
export function trafficTable(comparison: Comparison): TableData {
  const shown = shownOf(comparison);
  return {
    caption: `Traffic cost of option ${shown?.id ?? ""}; each request is a connection of less than a minute, traffic is even over services and hours; a container logs 1 KB for a request${atOtherPrices(comparison)}`,
    head: ["item", "USD", "calculation", "source"],
    rows: (shown?.measures?.traffic.lines ?? []).map(({ name, usdPerMonth, reckoning, source }) => [
      name,
      usd(usdPerMonth),
      reckoning,
      source,
    ]),
  };
}

/** Quotas of the choice that is shown, the fullest first. */
export function quotasTable(comparison: Comparison): TableData {
  const shown = shownOf(comparison);
  const { needed, free } = shown?.measures?.addresses ?? { needed: 0, free: 0 };
  return {
    caption: `Quotas of option ${shown?.id ?? ""}; IP addresses in its fullest private subnet: ${needed} of ${free}`,
    head: ["quota", "scope", "used", "limit", "kind"],
    rows: (shown?.measures?.quotas ?? []).map(({ name, scope, used, limit, kind }) => [
      name,
      scope,
      String(used),
      String(limit),
      kind,
    ]),
  };
}

/** The recommendation as a sentence. */
export function recommended({ assessed, recommendation: { choice } }: Comparison): string {
  if (choice === undefined) return "No option meets the requirements.";
  const title = assessed.find(({ id }) => id === choice)?.title ?? "";
  return `Recommended: option ${choice} (${title})`;
}

/** What each kind of API does not do. */
export const limitationsText = `HTTP APIs: ${limitations.http.join(", ")}. REST APIs: ${limitations.rest.join(", ")}.`;

/** Formats the comparison as Markdown for a pull request: the recommendation, and details that unfold. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { recommendation, advice } = comparison;
  const table = (data: TableData) => `${data.caption}:\n\n${markdownTable(data)}\n`;
  const details = [resourcesTable, trafficTable, quotasTable].map((of) => of(comparison));
  const grown = grownTable(comparison);
  const { together } = comparison;
  return [
    `**${recommended(comparison)}**\n`,
    ...recommendation.reasons.map((reason) => `- ${reason}`),
    "",
    table(comparisonTable(comparison)),
    ...(together === undefined
      ? []
      : [`${togetherTitle(together)}:\n`, ...togetherLines(together).map((line) => `- ${line}`), ""]),
    ...(grown === undefined ? [] : [table(grown)]),
    table(growthTable(comparison)),
    `~~~text\n${growthPlot(comparison)}\n~~~\n`,
    ...details.filter(({ rows }) => rows.length > 0).map(table),
    `${limitationsText}\n`,
    ...advice.map(({ text, source }) => `- ${text} ([source](${source}))`),
  ].join("\n");
}
