import { groupBy, isKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { allVerbs } from "../graph/verbs";
import { elbTokens, languageOf, routeTokens } from "./language";
import type { Language, Positions } from "./language";
import type { Requests } from "./gateway";
import { marker } from "./path-space";
import type { ParameterKind, PathSpace, Taken } from "./path-space";
import { byCloseness, fit, fitsGreedily } from "./pattern";
import { restPaths, routesOf } from "./routes";
import type { Route } from "./routes";

/** A path that may take requests from a route. For a REST resource, the verb is `ANY`: it takes the path as a whole. */
interface Rival {
  readonly verb: string;
  readonly path: string;
  /** Path before the first parameter: `/orders` for `/orders/{id}`. */
  readonly fixed: string;
  readonly positions: Positions;
  /** Paths that repeat the fixed part. */
  readonly repeated: Positions;
}

interface Rivals {
  readonly language: Language;
  /** By the beginnings of their fixed paths: `/a`, `/a/b` for `/a/b`. */
  readonly below: ReadonlyMap<string, readonly Rival[]>;
  /** Rivals with parameters by their fixed path. */
  readonly at: ReadonlyMap<string, readonly Rival[]>;
}

const segmentsOf = (path: string) => path.split("/").filter((segment) => segment !== "");

function fixedPart(path: string): string {
  const segments = segmentsOf(path);
  const first = segments.findIndex((segment) => segment.includes("{"));
  return (first === -1 ? segments : segments.slice(0, first)).map((segment) => `/${segment}`).join("");
}

/** `` for all paths, then `/a`, `/a/b`. */
const beginningsOf = (fixed: string) =>
  segmentsOf(fixed).reduce((all, segment) => [...all, `${all.at(-1) ?? ""}/${segment}`], [""]);

/**
 * The path with a `/` at the end, and without its greedy parameter: AWS does not document which route gets `/orders/` if
 * there is one for `/orders` or `/orders/{id+}`. It does not get an action of another route.
 */
const withSlash = (path: string) => path.replace(/\/?(\{[^{}]+\+\})?$/, "/");

function rivalsOf(graph: Graph, api: Resource): Rivals {
  const routes = routesOf(graph, api).filter(({ path }) => path !== "$default");
  const paths = isKind(api, "restApi") ? (restPaths(graph).get(api.urn) ?? []) : [];
  const all = [...paths.map((path) => ({ verb: "ANY", path })), ...routes];
  const { tokens, starts } = languageOf(
    all.flatMap(({ path }) => [
      routeTokens(path),
      routeTokens(withSlash(path)),
      elbTokens(`${fixedPart(path)}${fixedPart(path)}*`),
    ]),
  );
  const rivals = all.map(({ verb, path }, index): Rival => ({
    verb,
    path,
    fixed: fixedPart(path),
    positions: starts.slice(3 * index, 3 * index + 2),
    repeated: starts.slice(3 * index + 2, 3 * index + 3),
  }));
  const byBeginning = rivals.flatMap((rival) => beginningsOf(rival.fixed).map((beginning) => ({ beginning, rival })));
  const below = new Map<string, readonly Rival[]>(
    [...groupBy(byBeginning, ({ beginning }) => beginning)].map(([key, list]) => [key, list.map(({ rival }) => rival)]),
  );
  return {
    language: { tokens },
    below,
    at: groupBy(rivals, ({ path, fixed }) => (path.includes("{") ? fixed : undefined)),
  };
}

const cachedRivals = perGraph(() => new Map<string, Rivals>());

function rivals(graph: Graph, api: Resource): Rivals {
  const found = cachedRivals(graph).get(api.urn) ?? rivalsOf(graph, api);
  cachedRivals(graph).set(api.urn, found);
  return found;
}

/** Whether requests that match both paths go to the rival: the order of `chooseRoute`. */
function beats(api: Resource, rival: Rival, route: Route): boolean {
  if (route.path === "$default") return true;
  if (rival.path === route.path) return rival.verb !== "ANY" && route.verb === "ANY";
  const [left, right] = [fit(rival.path, rival.path), fit(route.path, route.path)];
  if (left === undefined || right === undefined) return false;
  const greed = isKind(api, "restApi") ? 0 : Number(fitsGreedily(left)) - Number(fitsGreedily(right));
  return (greed || byCloseness(left, right)) < 0;
}

function takenFrom(graph: Graph, api: Resource, route: Route): readonly Taken[] {
  const { below, at } = rivals(graph, api);
  const fixed = route.path === "$default" ? "" : fixedPart(route.path);
  const above = beginningsOf(fixed).slice(0, -1);
  return [...(below.get(fixed) ?? []), ...above.flatMap((beginning) => at.get(beginning) ?? [])]
    .filter((rival) => beats(api, rival, route))
    .map(({ verb, fixed, positions }) => ({ verb, fixed, positions }));
}

function repeatedOf(graph: Graph, api: Resource, { path }: Route): Pick<PathSpace, "repeated"> {
  const fixed = fixedPart(path);
  const own = rivals(graph, api)
    .at.get(fixed)
    ?.find((rival) => rival.path === path);
  return fixed === "" || own === undefined ? {} : { repeated: { verb: "ANY", fixed, positions: own.repeated } };
}

/** All requests of a route, as a request whose parameters have markers as values. */
export function requestsOf(graph: Graph, api: Resource, route: Route): Requests {
  const kinds: ParameterKind[] = [];
  const parameters: Record<string, string> = {};
  const add = (kind: ParameterKind) => marker(kinds.push(kind) - 1);
  const path =
    route.path === "$default"
      ? `/${add("rest")}`
      : route.path.replaceAll(/\{([^{}+]+)(\+?)\}/g, (_, name: string, plus: string) => {
          const value = add(plus === "" ? "segment" : "segments");
          parameters[name] = value;
          return value;
        });
  const { language } = rivals(graph, api);
  const verbs = route.verb === "ANY" ? allVerbs : [route.verb];
  const space = { path, kinds, verbs, language, taken: takenFrom(graph, api, route), ...repeatedOf(graph, api, route) };
  return { path, parameters, space };
}
