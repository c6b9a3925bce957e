import { accessText } from "../core/access-text";
import type { Verdicts } from "./passes";
import { decisive } from "./passes";
import type { PreviewResult, Verdict } from "./result";
import { byRole } from "./roles";
import type { RouteRow } from "./route-rows";
import { joinTwins, routeRows } from "./route-rows";
import { count } from "./words";
import { heading, wrap } from "./wrap";

type Proof = Verdict["proofs"][number];

const open = accessText(undefined);

/** Lines of routes with one need. */
const shownRows = 6;

/** What a request needs at a route, as the trace found it; empty if the trace did not get there, or cannot know. */
function needOf({ steps }: Proof): string {
  const admits = steps.find((step) => step.admits !== undefined)?.admits;
  return admits === undefined ? "" : accessText(admits);
}

/** Routes beside ones for all methods, which are there for preflights. */
function isPreflight({ route }: RouteRow, routes: ReadonlySet<string>): boolean {
  return routes.has(route.replace(/(^|: )OPTIONS /, "$1ANY ")) && /(^|: )OPTIONS /.test(route);
}

const routesIn = (rows: readonly RouteRow[]) => rows.reduce((sum, { proofs }) => sum + proofs.length, 0);

function some(rows: readonly RouteRow[]): string {
  const rest = routesIn(rows.slice(shownRows));
  const shown = rows.slice(0, shownRows).map(({ route }) => route);
  return shown.join("; ") + (rest > 0 ? ` and ${count(rest, "more route")}` : "");
}

/** What requests need at the routes of one topology. */
interface Needs {
  readonly needed: number;
  readonly of: number;
  readonly lines: readonly string[];
}

function needsOf(proofs: readonly Proof[], plan: PreviewResult["plan"], width: number): Needs {
  const all = routeRows(proofs, plan);
  const routes = new Set(all.map(({ route }) => route));
  const rows = all
    .filter((row) => !isPreflight(row, routes))
    .map((row) => ({ ...row, verdict: row.proofs.map(needOf).join() }))
    .filter(({ verdict }) => verdict !== "");
  const byNeed = new Map<string, RouteRow[]>();
  for (const row of joinTwins(rows)) byNeed.set(row.verdict, [...(byNeed.get(row.verdict) ?? []), row]);
  const lines = [...byNeed].map(([need, of]) => wrap(`${need}: ${some(of)}`, width, { first: "  ", rest: "      " }));
  return { needed: rows.filter(({ verdict }) => verdict !== open).length, of: rows.length, lines };
}

/** What requests need at which routes; empty for a stack in which anyone may call all, which an advice is about. */
export function accessesText(result: Verdicts & Pick<PreviewResult, "plan">, width: number): readonly string[] {
  const { plan } = result;
  const { serving, standingBy } = byRole(decisive(result).proofs, plan);
  const [clients, tests] = [needsOf(serving, plan, width), needsOf(standingBy, plan, width)];
  if (clients.needed + tests.needed === 0) return [];
  const head = `Access: ${clients.needed} of ${clients.of} routes need authorization or an API key`;
  if (standingBy.length === 0) return [heading(head, width), ...clients.lines];
  if (clients.lines.join("\n") === tests.lines.join("\n"))
    return [heading(`${head}, of both APIs alike`, width), ...clients.lines];
  const ofStandby = `Access to the API that stands by: ${tests.needed} of ${tests.of} routes`;
  return [heading(head, width), ...clients.lines, heading(ofStandby, width), ...tests.lines];
}
