import colours from "picocolors";
import type { Assessment, GrowthLimit } from "../core/compare/assessment";
import type { Comparison } from "../core/compare/compare";
import { limitations } from "../core/compare/requirements";
import { pricesReadOn } from "../core/cost";
import type { TableData } from "./table";
import { columns, markdownTable } from "./table";

const usd = (value: number) => value.toFixed(2);

const stopText = (stop: GrowthLimit | undefined) =>
  stop === undefined
    ? ""
    : `${stop.atLeast ? "at least " : ""}${stop.services}${stop.by === "" ? "" : `; limit: ${stop.by}`}`;

function fits({ problems, broken, pins }: Assessment): string {
  const [problem] = problems;
  if (problem !== undefined) return `no: ${problem.message}`;
  const [first] = broken;
  const withPins = pins === 0 ? "yes" : `yes; pins to add: ${pins}`;
  return first === undefined ? withPins : `no: ${first.kind} limit, ${first.text}`;
}

function required({ answers }: Assessment): string {
  const refused = answers.map((answer) =>
    answer.kind === "no" ? `no: ${answer.why}` : answer.kind === "condition" ? answer.what : "",
  );
  return refused.join("; ") || "met";
}

/** Resources, cost and sharing of each choice, one row per choice. */
export function comparisonTable({ assessed, traffic, recommendation }: Comparison): TableData {
  const rows = assessed.map((assessment) => {
    const { id, measures, legacy, api } = assessment;
    const name = `${id}${id === recommendation.choice ? " (recommended)" : ""}`;
    if (measures === undefined) return [name, fits(assessment), ...Array.from({ length: 9 }, () => "")];
    const { counts, blast } = measures;
    return [
      name,
      fits(assessment),
      required(assessment),
      `${api.toUpperCase()}${legacy ? ", legacy" : ""}`,
      `${counts.links} / ${counts.balancers} / ${counts.listeners} / ${counts.rules} / ${counts.targetGroups}`,
      usd(measures.balancerUsdPerMonth),
      usd(measures.fixedUsdPerMonth),
      usd(measures.traffic.usdPerMonth),
      String(measures.hops),
      `${blast.balancer} / ${blast.link}`,
      measures.independent ? "yes" : "no",
    ];
  });
  return {
    caption: `Options for these services; USD per month at list prices of us-east-1 (${pricesReadOn}), traffic of ${traffic.requestsPerMonth.toLocaleString("en")} requests of ${traffic.averageKilobytes} KB`,
    head: [
      "option",
      "fits",
      "requirements",
      "API",
      "VPC links / load balancers / listeners / rules / target groups",
      "load balancer cost",
      "fixed cost",
      "traffic cost",
      "hops",
      "max services per load balancer / link",
      "independent",
    ],
    rows,
  };
}

/** Growth of each choice in the present proportions of the services, by topology and account limits. */
export const growthTable = ({ assessed }: Comparison): TableData => ({
  caption: "Maximum number of services",
  head: ["option", "limited by topology", "limited by account"],
  rows: assessed.map(({ id, topologyStop, accountStop }) => [id, stopText(topologyStop), stopText(accountStop)]),
});

const plotWidth = 40;

/** Growth as a bar chart, one bar per choice. */
function growthPlot({ assessed }: Comparison): string {
  const longest = Math.max(1, ...assessed.map(({ topologyStop }) => topologyStop?.services ?? 0));
  return assessed
    .map(({ id, topologyStop: stop }) => {
      const services = stop?.services ?? 0;
      const bar = "█".repeat(Math.round((services / longest) * plotWidth));
      return `${id.padEnd(14)} ${bar}${stop?.atLeast === true ? ">" : "|"} ${services}`;
    })
    .join("\n");
}

/** Traffic cost and quotas of the recommended choice, or of the first. */
function details({ assessed, recommendation }: Comparison): readonly TableData[] {
  const shown = assessed.find(({ id }) => id === recommendation.choice) ?? assessed[0];
  const measures = shown?.measures;
  if (shown === undefined || measures === undefined) return [];
  const { needed, free } = measures.addresses;
  return [
    {
      caption: `Traffic cost of option ${shown.id}; each request is a connection of less than a minute, traffic is even over services and hours`,
      head: ["item", "USD", "calculation", "source"],
      rows: measures.traffic.lines.map(({ name, usdPerMonth, reckoning, source }) => [
        name,
        usd(usdPerMonth),
        reckoning,
        source,
      ]),
    },
    {
      caption: `Quotas of option ${shown.id}; IP addresses in its fullest private subnet: ${needed} of ${free}`,
      head: ["quota", "scope", "used", "limit", "kind"],
      rows: measures.quotas.map(({ name, scope, used, limit, kind }) => [
        name,
        scope,
        String(used),
        String(limit),
        kind,
      ]),
    },
  ];
}

const recommended = ({ recommendation: { choice } }: Comparison) =>
  choice === undefined ? "No option meets the requirements." : `Recommended: option ${choice}`;

/** Formats the comparison for a terminal. */
export function comparisonText(comparison: Comparison): string {
  const { recommendation, advice } = comparison;
  const tables = [comparisonTable(comparison), growthTable(comparison), ...details(comparison)];
  return [
    ...tables.map(({ caption, head, rows }) => `${colours.bold(caption)}\n${columns(head, rows)}\n`),
    growthPlot(comparison),
    `\n${colours.bold(recommended(comparison))}`,
    ...recommendation.reasons.map((reason) => `  - ${reason}`),
    `\nHTTP APIs: ${limitations.http.join(", ")}. REST APIs: ${limitations.rest.join(", ")}.`,
    ...advice.map(({ text, source }) => `  - ${text} ${source}`),
  ].join("\n");
}

/** Formats the comparison as Markdown for a pull request. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { recommendation, advice } = comparison;
  const table = (data: TableData) => `${data.caption}:\n\n${markdownTable(data)}\n`;
  return [
    `**${recommended(comparison)}**\n`,
    ...recommendation.reasons.map((reason) => `- ${reason}`),
    "",
    table(comparisonTable(comparison)),
    table(growthTable(comparison)),
    `~~~text\n${growthPlot(comparison)}\n~~~\n`,
    ...details(comparison).map(table),
    `HTTP APIs: ${limitations.http.join(", ")}. REST APIs: ${limitations.rest.join(", ")}.\n`,
    ...advice.map(({ text, source }) => `- ${text} ([source](${source}))`),
  ].join("\n");
}
