import type { PackConfig } from "../config";
import { perGraph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { hops } from "../hops";
import type { Rule } from "../rule";
import { followRoute, isPrivate } from "./gateway";
import { fit, sampleOf } from "./pattern";
import type { Route } from "./routes";
import { apisOf, chooseRoute, routesOf } from "./routes";
import type { Break, Step, Trace, TraceContext, Unknown } from "./trace";
import { step, broken } from "./trace";

/** What is known of the requests of one route before anything exists. */
export interface Proof {
  readonly api: string;
  /** `ANY /orders/{proxy+}`. */
  readonly route: string;
  readonly urn: string;
  readonly verdict: "proved" | "refuted" | "undetermined";
  readonly steps: readonly Step[];
  /** Names of the ECS services that answer. */
  readonly services: readonly string[];
  /** First hop that breaks. */
  readonly broken?: Break;
  /** What would have to be known, each once, in the order of the way. */
  readonly open: readonly Unknown[];
  readonly assumed: readonly string[];
}

/** An API of the stack's own integrations: one that leads into a VPC is enough. */
const leadsIntoVpc = (routes: readonly Route[]) =>
  routes.some(({ integration }) => integration !== undefined && isPrivate(integration));

const judged = ({ integration }: Route) => integration === undefined || isPrivate(integration);

const keyOf = ({ verb, path }: Route) => `${verb} ${path}`;

/** A request that stands for all of a route: what it makes of a path follows from its own parameters. */
function traceRoute(context: TraceContext, route: Route, first: Route): Trace {
  if (first.resource.urn !== route.resource.urn) {
    const wrong = `${first.resource.name} takes ${route.verb} ${route.path} as well`;
    return broken("route", route.resource, wrong, "Give each route a verb and path of its own.");
  }
  const path = route.path === "$default" ? "/~any/other" : sampleOf(route.path);
  return followRoute(context, route, { path, parameters: fit(route.path, path)?.parameters ?? {} });
}

function distinct(open: readonly Unknown[]): readonly Unknown[] {
  const first = new Map(open.map((one) => [`${one.hop} ${one.needs}`, one]));
  return [...first.values()].sort((a, b) => hops.indexOf(a.hop) - hops.indexOf(b.hop));
}

function proofOf(api: Resource, { verb, path, resource }: Route, trace: Trace): Proof {
  const open = distinct(trace.open);
  const { broken } = trace;
  return {
    api: api.name,
    route: path === "$default" ? path : `${verb} ${path}`,
    urn: resource.urn,
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

function proveAll(context: TraceContext): readonly Proof[] {
  const { graph } = context;
  return apisOf(graph).flatMap((api) => {
    const routes = routesOf(graph, api);
    if (!leadsIntoVpc(routes)) return [];
    const first = new Map([...routes].reverse().map((route) => [keyOf(route), route]));
    return routes
      .filter(judged)
      .map((route) => proofOf(api, route, traceRoute(context, route, first.get(keyOf(route)) ?? route)));
  });
}

const proved = perGraph(() => new WeakMap<PackConfig, WeakMap<readonly Rule[], readonly Proof[]>>());

/**
 * Every route of the stack's APIs that leads into a VPC, with what becomes of its requests; traced once for the rule
 * and whoever else asks under the same settings.
 */
export function prove(context: TraceContext): readonly Proof[] {
  const { graph, config, rules } = context;
  const byRules = proved(graph).get(config) ?? new WeakMap<readonly Rule[], readonly Proof[]>();
  proved(graph).set(config, byRules);
  const proofs = byRules.get(rules) ?? proveAll(context);
  byRules.set(rules, proofs);
  return proofs;
}

/** The request path of one request to an API; undefined if API Gateway answers by itself. */
export function traceRequest(context: TraceContext, api: Resource, verb: string, path: string): Trace | undefined {
  const chosen = chooseRoute(context.graph, api, verb, path);
  return chosen && followRoute(context, chosen.route, { path, parameters: chosen.parameters });
}
