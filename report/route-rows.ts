import colours from "picocolors";
import { servicesByRoute } from "../core/routes";
import { hopNames } from "../policies/hops";
import type { PreviewResult, Verdict } from "./result";

type Proof = Verdict["proofs"][number];

/** A line of the list of routes: one route, or a route with the one for the paths below it. */
export interface RouteRow {
  readonly proofs: readonly Proof[];
  readonly route: string;
  readonly service: string;
  readonly verdict: string;
}

const greedy = "/{proxy+}";
const keyOf = ({ api, route }: Pick<Proof, "api" | "route">) => `${api} ${route}`;

/** The verdict on one route in a few words. */
function verdictText({ verdict, broken, open }: Proof): string {
  if (broken !== undefined) return colours.red(`broken at ${hopNames[broken.hop]} ${broken.name}`);
  if (verdict === "proved") return colours.green("proved");
  return colours.yellow(`undetermined at ${[...new Set(open.map(({ hop }) => hopNames[hop]))].join(", ")}`);
}

/** The routes of a stack in the order of the plan. A program of one's own may have others, which come last. */
export function routeRows(proofs: readonly Proof[], plan: PreviewResult["plan"]): readonly RouteRow[] {
  const services = servicesByRoute(plan.apis);
  const places = new Map([...services.keys()].map((key, place) => [key, place]));
  const place = (proof: Proof) => places.get(keyOf(proof)) ?? places.size;
  const ofSeveral = new Set(proofs.map(({ api }) => api)).size > 1;
  return [...proofs]
    .sort((a, b) => place(a) - place(b))
    .map((proof) => ({
      proofs: [proof],
      route: ofSeveral ? `${proof.api}: ${proof.route}` : proof.route,
      service: services.get(keyOf(proof)) ?? proof.services.join(", "),
      verdict: verdictText(proof),
    }));
}

/** Joins each route with the one for the paths below it, if the same is true of both. */
export function joinTwins(rows: readonly RouteRow[]): readonly RouteRow[] {
  const byRoute = new Map(rows.map((row) => [row.route, row]));
  const below = ({ route, service, verdict }: RouteRow) => {
    const twin = byRoute.get(route.replace(/\/$/, "") + greedy);
    return twin?.service === service && twin.verdict === verdict ? twin : undefined;
  };
  const twins = new Set(rows.map(below));
  const joined = rows
    .filter((row) => !twins.has(row))
    .map((row) => {
      const twin = below(row);
      if (twin === undefined) return row;
      const [, path = ""] = /\S* (\S*)$/.exec(twin.route) ?? [];
      return { ...row, proofs: [...row.proofs, ...twin.proofs], route: `${row.route}, ${path}` };
    });
  return joinPreflights(joined);
}

/** Joins the routes of ANY with those of OPTIONS at the same paths, if the same is true of both. */
function joinPreflights(rows: readonly RouteRow[]): readonly RouteRow[] {
  const byRoute = new Map(rows.map((row) => [row.route, row]));
  const preflight = ({ route, service, verdict }: RouteRow) => {
    const found = byRoute.get(route.replace(/(^|: )ANY /, "$1OPTIONS "));
    return found?.service === service && found.verdict === verdict && found.route !== route ? found : undefined;
  };
  const joined = new Set(rows.map(preflight));
  return rows
    .filter((row) => !joined.has(row))
    .map((row) => {
      const other = preflight(row);
      if (other === undefined) return row;
      const route = row.route.replace(/(^|: )ANY /, "$1ANY and OPTIONS ");
      return { ...row, proofs: [...row.proofs, ...other.proofs], route };
    });
}
