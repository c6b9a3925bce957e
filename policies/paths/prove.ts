import type { PackConfig } from "../config";
import { bodyNeeds, hasUnreadBody } from "../graph/bodies";
import { perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { integrationKinds, unreadFor } from "../graph/unread";
import { labelOf } from "../graph/label";
import { registeredUrn } from "../graph/registered";
import type { Resource } from "../graph/resource";
import { hops } from "../hops";
import type { Rule } from "../rule";
import { followRoute, isPrivate } from "./gateway";
import { oneRequest } from "./path-space";
import { tracePreflight } from "./preflight";
import { requestsOf } from "./route-space";
import type { Route } from "./routes";
import { apisOf, chooseRoute, routeName, routesOf, strayIntegrationsOf, unplacedRoutes } from "./routes";
import type { Break, Outcome, Step, Trace, TraceContext, Unknown } from "./trace";
import { breakOf, broken, servicesIn, step, unknownsOf } from "./trace";
import { withUnreadHops } from "./unread-hops";

/** The verdict on one request path. */
interface PathVerdict {
  readonly verdict: "proved" | "refuted" | "undetermined";
  readonly steps: readonly Step[];
  /** The hop at which the request path breaks. */
  readonly broken?: Break;
  /** Values that the verdict needs, each once, in the order of the hops. */
  readonly open: readonly Unknown[];
}

/** The verdict on the request path of one route. */
export interface Proof extends PathVerdict {
  readonly api: string;
  /** `ANY /orders/{proxy+}`. */
  readonly route: string;
  readonly urn: string;
  /** Names of the ECS services that the requests reach. */
  readonly services: readonly string[];
  /** The preflight requests of browsers; only if the program shows that they call the API. Proved: they are answered. */
  readonly preflight?: PathVerdict;
  readonly assumed: readonly string[];
  /** What happens by listener rule; only if requests of the route get different rules. */
  readonly rules?: readonly Outcome[];
}

const hasPrivateIntegration = (routes: readonly Route[]) =>
  routes.some(({ integration }) => integration !== undefined && isPrivate(integration));

/** Whether a route goes to an integration that is not read, and so may be private. */
const mayBePrivate = (graph: Graph, routes: readonly Route[]) =>
  unreadFor(graph, integrationKinds).length > 0 &&
  routes.some(({ integration, needs }) => integration === undefined && needs !== undefined);

const isTraced = ({ integration }: Route) => integration === undefined || isPrivate(integration);

const keyOf = ({ verb, path }: Route) => `${verb} ${path}`;

/** Traces all requests of a route. */
function traceRoute(context: TraceContext, api: Resource, route: Route, first: Route): Trace {
  if (first.resource.urn !== route.resource.urn) {
    const wrong = `${labelOf(first.resource)} has the same verb and path, ${route.verb} ${route.path}`;
    return broken("route", route.resource, wrong, "Give each route a unique verb and path.");
  }
  return followRoute(context, route, requestsOf(context.graph, api, route));
}

function distinct(open: readonly Unknown[]): readonly Unknown[] {
  const first = new Map(open.map((unknown) => [`${unknown.hop} ${unknown.needs}`, unknown]));
  return [...first.values()].sort((a, b) => hops.indexOf(a.hop) - hops.indexOf(b.hop));
}

function verdictOf(trace: Trace): PathVerdict {
  const open = distinct(unknownsOf(trace));
  const broken = breakOf(trace);
  if (broken === undefined) return { verdict: open.length > 0 ? "undetermined" : "proved", steps: trace.steps, open };
  const { hop, urn, name } = broken;
  return { verdict: "refuted", steps: [...trace.steps, { hop, urn, name }], broken, open: [] };
}

function proofOf(api: Resource, traced: Route, trace: Trace, preflight: Trace | undefined): Proof {
  return {
    api: api.name,
    route: routeName(traced),
    urn: registeredUrn(traced.resource.urn),
    ...verdictOf(trace),
    services: servicesIn(trace),
    ...(preflight === undefined ? {} : { preflight: verdictOf(preflight) }),
    assumed: [...new Set(trace.assumed)],
    ...(trace.outcomes.length === 0 ? {} : { rules: trace.outcomes }),
  };
}

/** Routes of which the stack does not show what they are: those of a body that is not read, or without a known path. */
function unplaced({ graph }: TraceContext, api: Resource): readonly Proof[] {
  const open = (at: Resource, route: string, needs: string): Proof => ({
    api: api.name,
    route,
    urn: registeredUrn(at.urn),
    verdict: "undetermined",
    steps: [],
    services: [],
    open: [{ ...step("route", at), needs }],
    assumed: [],
  });
  return [
    ...(hasUnreadBody(api) ? [open(api, "routes of the body", bodyNeeds(api))] : []),
    ...unplacedRoutes(graph, api).map((route) =>
      open(route, labelOf(route), `the method and path of ${labelOf(route)} of ${api.name}`),
    ),
  ];
}

function proveAll(context: TraceContext): readonly Proof[] {
  const { graph } = context;
  return apisOf(graph).flatMap((api) => {
    const routes = routesOf(graph, api);
    const open = unplaced(context, api);
    const isConcerned =
      hasPrivateIntegration(routes) || strayIntegrationsOf(graph, api).some(isPrivate) || mayBePrivate(graph, routes);
    if (!isConcerned) return hasUnreadBody(api) ? open : [];
    const first = new Map([...routes].reverse().map((route) => [keyOf(route), route]));
    const traced = routes.filter(isTraced).map((route) => {
      const trace = traceRoute(context, api, route, first.get(keyOf(route)) ?? route);
      const preflight = tracePreflight(context, api, route);
      return proofOf(api, route, withUnreadHops(graph, trace), preflight && withUnreadHops(graph, preflight));
    });
    return [...traced, ...open];
  });
}

const proved = perGraph(() => new WeakMap<PackConfig, WeakMap<readonly Rule[], readonly Proof[]>>());

/**
 * Proofs of all routes of the APIs with private integrations; computed once per graph, settings and rules.
 */
export function prove(context: TraceContext): readonly Proof[] {
  const { graph, config, rules } = context;
  const byRules = proved(graph).get(config) ?? new WeakMap<readonly Rule[], readonly Proof[]>();
  proved(graph).set(config, byRules);
  const proofs = byRules.get(rules) ?? proveAll(context);
  byRules.set(rules, proofs);
  return proofs;
}

/** Traces one request to an API; undefined if no route matches it. */
export function traceRequest(context: TraceContext, api: Resource, verb: string, path: string): Trace | undefined {
  const chosen = chooseRoute(context.graph, api, verb, path);
  const space = oneRequest(verb, path);
  return chosen && followRoute(context, chosen.route, { path, parameters: chosen.parameters, space });
}
