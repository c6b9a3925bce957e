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
    : `${stop.atLeast ? "at least " : ""}${stop.services}${stop.by === "" ? "" : `, then ${stop.by}`}`;

function fits({ problems, broken, pins }: Assessment): string {
  const [problem] = problems;
  if (problem !== undefined) return `no: ${problem.message}`;
  const [first] = broken;
  const withPins = pins === 0 ? "yes" : `yes; pins to write: ${pins}`;
  return first === undefined ? withPins : `no: ${first.kind} limit, ${first.text}`;
}

function required({ answers }: Assessment): string {
  const refused = answers.map((answer) =>
    answer.kind === "no" ? `no: ${answer.why}` : answer.kind === "condition" ? answer.what : "",
  );
  return refused.join("; ") || "met";
}

/** What each choice uses, costs and shares; one row per choice. */
export function comparisonTable({ assessed, traffic, recommendation }: Comparison): TableData {
  const rows = assessed.map((one) => {
    const { id, measures, legacy, api } = one;
    const name = `${id}${id === recommendation.choice ? " (recommended)" : ""}`;
    if (measures === undefined) return [name, fits(one), ...Array.from({ length: 9 }, () => "")];
    const { counts, blast } = measures;
    return [
      name,
      fits(one),
      required(one),
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
    caption: `Options on this list of services; USD per month at list prices of us-east-1 (${pricesReadOn}), traffic of ${traffic.requestsPerMonth.toLocaleString("en")} requests of ${traffic.averageKilobytes} KB`,
    head: [
      "option",
      "fits",
      "required",
      "API",
      "links / balancers / listeners / rules / target groups",
      "balancers",
      "all fixed",
      "traffic",
      "hops",
      "services on one balancer / link",
      "independent",
    ],
    rows,
  };
}

/** How far each choice grows in the list's present proportions, by limits of the topology and of the account. */
export const growthTable = ({ assessed }: Comparison): TableData => ({
  caption: "Services that fit as the list grows in its proportions",
  head: ["option", "by topology", "by account, until then"],
  rows: assessed.map(({ id, topologyStop, accountStop }) => [id, stopText(topologyStop), stopText(accountStop)]),
});

const plotWidth = 40;

/** Growth as bars, one per choice, to the scale of the longest. */
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

/** Cost and quotas of the choice that is recommended, or of the first. */
function details({ assessed, recommendation }: Comparison): readonly TableData[] {
  const shown = assessed.find(({ id }) => id === recommendation.choice) ?? assessed[0];
  const measures = shown?.measures;
  if (shown === undefined || measures === undefined) return [];
  const { needed, free } = measures.addresses;
  return [
    {
      caption: `Traffic of option ${shown.id}, each request a connection of less than a minute, evenly over services and hours`,
      head: ["what", "USD", "reckoning", "source"],
      rows: measures.traffic.lines.map(({ name, usdPerMonth, reckoning, source }) => [
        name,
        usd(usdPerMonth),
        reckoning,
        source,
      ]),
    },
    {
      caption: `Quotas of option ${shown.id}; addresses in its fullest private subnet: ${needed} of ${free}`,
      head: ["quota", "where", "used", "limit", "kind"],
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
  choice === undefined ? "No option meets what is required." : `Recommended: option ${choice}`;

/** The comparison for a terminal. */
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

/** The comparison for a pull request. */
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
