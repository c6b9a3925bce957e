import type { PackConfig } from "../config";
import { perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { followRoute, isPrivate } from "./gateway";
import type { TraceContext } from "./context";
import { fit, sampleOf } from "./pattern";
import type { Route } from "./routes";
import { apisOf, chooseRoute, routesOf } from "./routes";
import type { Break, Unknown, Step, Trace } from "./trace";
import { hops, step, broken } from "./trace";

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

function proveAll(graph: Graph, config: PackConfig): readonly Proof[] {
  return apisOf(graph).flatMap((api) => {
    const routes = routesOf(graph, api);
    if (!leadsIntoVpc(routes)) return [];
    const first = new Map([...routes].reverse().map((route) => [keyOf(route), route]));
    return routes
      .filter(judged)
      .map((route) => proofOf(api, route, traceRoute({ graph, config }, route, first.get(keyOf(route)) ?? route)));
  });
}

const proved = perGraph(() => new WeakMap<PackConfig, readonly Proof[]>());

/**
 * Every route of the stack's APIs that leads into a VPC, with what becomes of its requests; walked once for the rule
 * and whoever else asks under the same settings.
 */
export function prove(graph: Graph, config: PackConfig): readonly Proof[] {
  const proofs = proved(graph).get(config) ?? proveAll(graph, config);
  proved(graph).set(config, proofs);
  return proofs;
}

/** One request to an API: the way that it takes; undefined if API Gateway answers by itself. */
export function traceRequest(
  graph: Graph,
  config: PackConfig,
  api: Resource,
  verb: string,
  path: string,
): Trace | undefined {
  const chosen = chooseRoute(graph, api, verb, path);
  return chosen && followRoute({ graph, config }, chosen.route, { path, parameters: chosen.parameters });
}
