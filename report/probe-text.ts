import colours from "picocolors";
import type { ProbeResult, ProbeVerdict, RouteProbe } from "./probe";
import { columns } from "./table";
import { count as countOf } from "./words";
import type { Layout } from "./wrap";
import { heading, indented, lengthOf, wrap } from "./wrap";

type Side = RouteProbe["serving"];

/** `20 x 200, 1 x timeout`. */
const outcomesText = ({ outcomes }: Side) => outcomes.map(({ what, count }) => `${count} x ${what}`).join(", ");
const latencyText = ({ p50Milliseconds, p99Milliseconds }: Side) => `${p50Milliseconds} / ${p99Milliseconds}`;

const words: Readonly<Record<ProbeVerdict, string>> = {
  same: "same",
  differs: "differs",
  fails: "fails",
  unproved: "not proved",
};

const row = ({ route, path, serving, standby, verdict }: RouteProbe): readonly string[] => [
  route,
  path,
  outcomesText(serving),
  latencyText(serving),
  outcomesText(standby),
  latencyText(standby),
  words[verdict],
];

/** A table, or a paragraph for each route if the table is wider than the terminal. */
function routesText(routes: readonly RouteProbe[], width: number): string {
  const head = ["route", "requested", "serving", "p50 / p99 ms", "standby", "p50 / p99 ms", "verdict"];
  const table = columns(head, routes.map(row));
  if (table.split("\n").every((line) => lengthOf(line) <= width)) return table;
  return routes
    .flatMap((each) => [
      wrap(`${each.route}: ${words[each.verdict]} (requested: ${each.path})`, width, { first: "  ", rest: "      " }),
      indented(`  serving: ${outcomesText(each.serving)}; ${latencyText(each.serving)} ms (p50 / p99)`, width),
      indented(`  standby: ${outcomesText(each.standby)}; ${latencyText(each.standby)} ms`, width),
    ])
    .join("\n");
}

const verdictText = ({ safe, routes }: ProbeResult): string => {
  const bad = routes.filter(({ verdict }) => verdict !== "same").length;
  if (routes.length === 0) return `${colours.red("Not safe to move.")} There is no route.`;
  if (!safe)
    return `${colours.red("Not safe to move.")} ${bad} of ${countOf(routes.length, "route")} failed, differ or are not proved.`;
  const accepted = bad === 0 ? "" : ` ${bad} of them not proved, which --accept-denied accepts.`;
  return `${colours.green("Safe to move.")} ${countOf(routes.length, "route")} answer alike at both URLs.${accepted}`;
};

/** Formats the answers at both URLs for a terminal. */
export function probeText(result: ProbeResult, { width }: Layout): string {
  const { url, standbyUrl, count, routes } = result;
  const reasons = routes.flatMap(({ route, why }) => (why === undefined ? [] : [`${route}: ${why}`]));
  return [
    wrap(verdictText(result), width),
    wrap(`Serving: ${url}`, width),
    wrap(`Standby: ${standbyUrl}`, width),
    heading(`${countOf(count, "GET request")} to each route at each URL`, width),
    routesText(routes, width),
    ...(reasons.length === 0
      ? []
      : [heading("Why", width), ...reasons.map((line) => wrap(line, width, { first: "  ", rest: "      " }))]),
  ].join("\n");
}
