import type { PackConfig } from "../config";
import { bodyNeeds, hasUnreadBody } from "../graph/bodies";
import { perGraph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { registeredUrn } from "../graph/registered";
import type { Resource } from "../graph/resource";
import { hops } from "../hops";
import type { Rule } from "../rule";
import { followRoute, isPrivate } from "./gateway";
import { fit, sampleOf } from "./pattern";
import type { Route } from "./routes";
import { apisOf, chooseRoute, routeName, routesOf, unplacedRoutes } from "./routes";
import type { Break, Step, Trace, TraceContext, Unknown } from "./trace";
import { step, broken } from "./trace";
import { withUnreadHops } from "./unread-hops";

/** The verdict on the request path of one route. */
export interface Proof {
  readonly api: string;
  /** `ANY /orders/{proxy+}`. */
  readonly route: string;
  readonly urn: string;
  readonly verdict: "proved" | "refuted" | "undetermined";
  readonly steps: readonly Step[];
  /** Names of the ECS services that the requests reach. */
  readonly services: readonly string[];
  /** The hop at which the request path breaks. */
  readonly broken?: Break;
  /** Values that the verdict needs, each once, in the order of the hops. */
  readonly open: readonly Unknown[];
  readonly assumed: readonly string[];
}

const hasPrivateIntegration = (routes: readonly Route[]) =>
  routes.some(({ integration }) => integration !== undefined && isPrivate(integration));

const isTraced = ({ integration }: Route) => integration === undefined || isPrivate(integration);

const keyOf = ({ verb, path }: Route) => `${verb} ${path}`;

/** Traces a sample request of a route; the values of its parameters make no difference to the request path. */
function traceRoute(context: TraceContext, route: Route, first: Route): Trace {
  if (first.resource.urn !== route.resource.urn) {
    const wrong = `${labelOf(first.resource)} has the same verb and path, ${route.verb} ${route.path}`;
    return broken("route", route.resource, wrong, "Give each route a unique verb and path.");
  }
  const path = route.path === "$default" ? "/~any/other" : sampleOf(route.path);
  return followRoute(context, route, { path, parameters: fit(route.path, path)?.parameters ?? {} });
}

function distinct(open: readonly Unknown[]): readonly Unknown[] {
  const first = new Map(open.map((unknown) => [`${unknown.hop} ${unknown.needs}`, unknown]));
  return [...first.values()].sort((a, b) => hops.indexOf(a.hop) - hops.indexOf(b.hop));
}

function proofOf(api: Resource, traced: Route, trace: Trace): Proof {
  const { resource } = traced;
  const open = distinct(trace.open);
  const { broken } = trace;
  return {
    api: api.name,
    route: routeName(traced),
    urn: registeredUrn(resource.urn),
    verdict: broken !== undefined ? "refuted" : open.length > 0 ? "undetermined" : "proved",
    steps:
      broken === undefined
        ? trace.steps
        : [...trace.steps, step(broken.hop, { ...resource, urn: broken.urn, name: broken.name })],
    services: [...new Set(trace.arrivals.map(({ service }) => service.name))],
    ...(broken === undefined ? {} : { broken }),
    open: broken === undefined ? open : [],
    assumed: [...new Set(trace.assumed)],
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
    if (!hasPrivateIntegration(routes)) return hasUnreadBody(api) ? open : [];
    const first = new Map([...routes].reverse().map((route) => [keyOf(route), route]));
    const traced = routes
      .filter(isTraced)
      .map((route) =>
        proofOf(api, route, withUnreadHops(graph, traceRoute(context, route, first.get(keyOf(route)) ?? route))),
      );
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
  return chosen && followRoute(context, chosen.route, { path, parameters: chosen.parameters });
}
