import type { Traffic } from "../core/compare/traffic-line";
import type { RouteLine } from "../core/route-lines";
import type { RouteChanges } from "./route-changes";
import { markdownTable } from "./table";
import { usd } from "./words";

const arrow = (hops: readonly string[]) => hops.join(" → ");
function topologyLines({ option, topology, api, url, stage }: RouteChanges): readonly string[] {
  const lines: string[] = [];
  if (option !== undefined)
    lines.push(`- option: ${option.before} → ${option.after} (${topology?.before ?? ""} → ${topology?.after ?? ""})`);
  if (api !== undefined) lines.push(`- API: ${api.before} → ${api.after}`);
  if (stage !== undefined) lines.push(`- stage: ${stage.before} → ${stage.after}`);
  if (url !== undefined)
    lines.push(`- **The URL changes** (${url}): the old one stops answering, so clients must change to the new one.`);
  return lines;
}

function costLines({ fixedUsdPerMonth: fixed, trafficUsdPerMonth: requests }: RouteChanges, traffic: Traffic) {
  const { requestsPerMonth, averageKilobytes } = traffic;
  const of = `${requestsPerMonth.toLocaleString("en")} requests of ${averageKilobytes} KB`;
  return [
    ...(fixed === undefined ? [] : [`- fixed cost: ${usd(fixed.before)} → ${usd(fixed.after)} USD per month`]),
    ...(requests === undefined
      ? []
      : [`- cost of ${of}: ${usd(requests.before)} → ${usd(requests.after)} USD per month`]),
  ];
}

/** Lines of each kind of change: GitHub limits the size of a comment. */
const listed = 30;

function some(lines: readonly string[]): readonly string[] {
  const rest = lines.length - listed;
  return [...lines.slice(0, listed), ...(rest > 0 ? [`- … and ${rest} more`] : [])];
}

/** A path and everything below it are two routes, which mostly change alike. */
function byText(kind: string, changes: readonly { readonly route: string; readonly text: string }[]) {
  const routes = new Map<string, string[]>();
  for (const { route, text } of changes) routes.set(text, [...(routes.get(text) ?? []), `\`${route}\``]);
  return [...routes].map(([text, names]) => `- ${kind}: ${names.join(", ")}${text}`);
}

function routeLines({ added, changed, removed }: RouteChanges): readonly string[] {
  const toService = ({ route, service }: RouteLine) => ({ route, text: ` → ${service}` });
  const fromTo = ({ route, before, after }: RouteChanges["changed"][number]) => {
    // A path and everything below it differ in the path that the service gets, also where that does not change.
    const stays = (hop: string) => hop.startsWith("path ") && before.hops.includes(hop) && after.hops.includes(hop);
    const [from = "", to = ""] = [before, after].map(({ hops }) => arrow(hops.filter((hop) => !stays(hop))));
    return { route, text: `, from ${from}, to ${to}` };
  };
  const all = [
    ...some(byText("added", added.map(toService))),
    ...some(byText("changed", changed.map(fromTo))),
    ...some(byText("removed", removed.map(toService))),
  ];
  return all.length > 0 ? all : ["- No route and no request path behind the API changes."];
}

/** One row for a path and everything below it, with the request path of the first. */
function rowsOf(routes: readonly RouteLine[]): readonly (readonly string[])[] {
  const rows = new Map<string, { readonly first: RouteLine; readonly names: string[] }>();
  for (const line of routes) {
    const key = [line.service, ...line.hops.filter((hop) => !hop.startsWith("path "))].join();
    const row = rows.get(key) ?? { first: line, names: [] };
    row.names.push(`\`${line.route}\``);
    rows.set(key, row);
  }
  return [...rows.values()].map(({ first, names }) => [names.join(", "), first.service, arrow(first.hops)]);
}

/** What this comparison leaves out, so that nobody takes its silence for an answer. */
const scope =
  "Compared: option, API, URL, routes and cost. Other resources, quotas and findings are not compared. Costs are list prices of us-east-1.";

/**
 * Changes for a pull request, as Markdown.
 *
 * @param changes - `undefined` if no comparison is asked for
 */
export function routeChangesMarkdown(
  routes: readonly RouteLine[],
  changes: RouteChanges | "no base" | undefined,
  traffic: Traffic,
): string {
  const table = markdownTable({
    head: ["routes", "service", "request path"],
    rows: rowsOf(routes),
  });
  const details = `<details><summary>${routes.length} routes</summary>\n\n${table}\n\n</details>`;
  if (changes === undefined) return details;
  if (changes === "no base") return `There is no successful preview of the base branch to compare with.\n\n${details}`;
  return [
    "Compared with the base branch:",
    "",
    ...topologyLines(changes),
    ...routeLines(changes),
    ...costLines(changes, traffic),
    "",
    scope,
    "",
    details,
  ].join("\n");
}
