import { apiOf, membersOf, restParentOf, restResourceOf } from "../graph/apis";
import { groupBy, isKind, ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey, resolve, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { known, readString } from "../graph/value";
import { byCloseness, fit, fitsGreedily } from "./pattern";
import type { Fit } from "./pattern";

/** A route of an HTTP or WebSocket API, or a method of a REST API. */
export interface Route {
  /** HTTP method, or `ANY`. */
  readonly verb: string;
  /**
   * `/orders/{proxy+}`; `$default` for the route that matches all other requests; the route key of a WebSocket API, such
   * as `$connect` or `sendMessage`.
   */
  readonly path: string;
  /** The route or method. */
  readonly resource: Resource;
  /** Undefined if the stack has none for the route. */
  readonly integration: Resource | undefined;
  /** The value that is needed to know the integration, if it may be outside the stack. */
  readonly needs?: string;
}

/** A route as texts name it: `GET /orders`, `$default`. */
export const routeName = ({ verb, path }: Pick<Route, "verb" | "path">) =>
  path.startsWith("/") ? `${verb} ${path}` : path;

/** The HTTP, REST and WebSocket APIs in the stack. */
export const apisOf = (graph: Graph): readonly Resource[] =>
  (["httpApi", "restApi", "webSocketApi"] as const).flatMap((kind) => ofKind(graph, kind));

/** The integration of a route of an HTTP or WebSocket API. */
function targetOf(graph: Graph, route: Resource): Pick<Route, "integration" | "needs"> {
  const target = resolve(graph, route, "target", "httpIntegration", "webSocketIntegration");
  if (target.kind === "resource" || target.kind === "absent") return { integration: resourceOf(target) };
  const needs = target.kind === "id" ? `${target.id}, which is not in the stack` : target.why;
  return { integration: undefined, needs };
}

function httpRoute(graph: Graph, resource: Resource): Route | undefined {
  const key = known(readString(resource, "routeKey"));
  if (key === undefined) return undefined;
  const [verb = "", path] = key.split(" ");
  const target = targetOf(graph, resource);
  return path === undefined ? { verb: "ANY", path: key, resource, ...target } : { verb, path, resource, ...target };
}

/** Route of a WebSocket API. Whether `$connect` and `$disconnect` need an integration is not documented. */
function webSocketRoute(graph: Graph, resource: Resource): Route | undefined {
  const path = known(readString(resource, "routeKey"));
  if (path === undefined) return undefined;
  const needs = `an integration of route ${resource.name}`;
  return { verb: "ANY", path, resource, needs, ...targetOf(graph, resource) };
}

/** Path of a REST resource from its parents; undefined if one of them is outside the stack. */
function restPath(graph: Graph, resource: Resource): string | undefined {
  if (isKind(resource, "restApi")) return "";
  const parent = resourceOf(restParentOf(graph, resource));
  const part = known(readString(resource, "pathPart"));
  const above = parent === undefined || part === undefined ? undefined : restPath(graph, parent);
  return above === undefined ? undefined : `${above}/${part ?? ""}`;
}

const methodKey = (graph: Graph, member: Resource) => {
  const at = referenceKey(restResourceOf(graph, member));
  const verb = known(readString(member, "httpMethod"));
  return at === undefined || verb === undefined ? undefined : `${verb} ${at}`;
};

const integrationsByMethod = perGraph((graph) =>
  groupBy(ofKind(graph, "restIntegration"), (integration) => methodKey(graph, integration)),
);

const keyOfApi = (graph: Graph, member: Resource) => referenceKey(apiOf(graph, member));

/** Integrations of unknown methods, by API: any method without an integration may be theirs. */
const strayIntegrations = perGraph((graph) =>
  groupBy(
    ofKind(graph, "restIntegration").filter((integration) => methodKey(graph, integration) === undefined),
    (integration) => keyOfApi(graph, integration),
  ),
);

/** Integrations of a REST API whose method is unknown. */
export const strayIntegrationsOf = (graph: Graph, api: Resource): readonly Resource[] =>
  strayIntegrations(graph).get(api.urn) ?? [];

function restRoute(graph: Graph, resource: Resource): Route | undefined {
  const at = resourceOf(restResourceOf(graph, resource));
  const path = at && restPath(graph, at);
  const verb = known(readString(resource, "httpMethod"));
  if (path === undefined || verb === undefined) return undefined;
  const [integration] = integrationsByMethod(graph).get(methodKey(graph, resource) ?? "") ?? [];
  const stray =
    integration === undefined ? strayIntegrations(graph).get(keyOfApi(graph, resource) ?? "")?.[0] : undefined;
  return {
    verb,
    path: path === "" ? "/" : path,
    resource,
    integration,
    ...(stray === undefined ? {} : { needs: `the method of integration ${stray.name}` }),
  };
}

const routes = perGraph((graph) => {
  const found = [
    ...ofKind(graph, "httpRoute").flatMap((route) => httpRoute(graph, route) ?? []),
    ...ofKind(graph, "restMethod").flatMap((method) => restRoute(graph, method) ?? []),
    ...ofKind(graph, "webSocketRoute").flatMap((route) => webSocketRoute(graph, route) ?? []),
  ];
  return groupBy(found, ({ resource }) => keyOfApi(graph, resource));
});

const unplaced = perGraph((graph) => {
  const placed = new Set([...routes(graph).values()].flatMap((all) => all.map(({ resource }) => resource.urn)));
  const all = (["httpRoute", "restMethod", "webSocketRoute"] as const).flatMap((kind) => ofKind(graph, kind));
  return groupBy(
    all.filter(({ urn }) => !placed.has(urn)),
    (route) => keyOfApi(graph, route),
  );
});

/** Routes and methods of an API whose path or verb is unknown. */
export const unplacedRoutes = (graph: Graph, api: Resource): readonly Resource[] => unplaced(graph).get(api.urn) ?? [];

/** Routes of an API, in the order of the stack, without those whose path or verb is unknown. */
export const routesOf = (graph: Graph, api: Resource): readonly Route[] => routes(graph).get(api.urn) ?? [];

/** Paths of all resources of a REST API. A resource without methods still matches requests, and rejects them. */
export const restPaths = perGraph((graph) => {
  const paths = new Map<string, readonly string[]>();
  for (const api of ofKind(graph, "restApi")) {
    const below = membersOf(graph, api, "restResource").flatMap((resource) => restPath(graph, resource) ?? []);
    paths.set(api.urn, ["/", ...below]);
  }
  return paths;
});

interface Candidate<T> {
  readonly value: T;
  readonly fit: Fit;
}

const matches = <T>(values: readonly T[], pathOf: (value: T) => string, path: string): readonly Candidate<T>[] =>
  values.flatMap((value) => {
    const found = fit(pathOf(value), path);
    return found === undefined ? [] : [{ value, fit: found }];
  });

const hasVerb = (verb: string) => (route: Route) => route.verb === "ANY" || route.verb === verb;
const anyLast = (left: Route, right: Route) => Number(left.verb === "ANY") - Number(right.verb === "ANY");

/**
 * HTTP API: a full match of route and method, then the most specific greedy match, then `$default`.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
function chooseHttp(all: readonly Route[], verb: string, path: string): Candidate<Route> | undefined {
  const candidates = matches(all.filter(hasVerb(verb)), (route) => route.path, path);
  const [closest] = [...candidates].sort(
    (a, b) =>
      Number(fitsGreedily(a.fit)) - Number(fitsGreedily(b.fit)) ||
      byCloseness(a.fit, b.fit) ||
      anyLast(a.value, b.value),
  );
  const other = all.find((route) => route.path === "$default");
  return closest ?? (other && { value: other, fit: { parameters: {}, closeness: [] } });
}

/** REST API: the most specific resource, and its method with the verb, or else ANY. */
function chooseRest(
  paths: readonly string[],
  all: readonly Route[],
  verb: string,
  path: string,
): Candidate<Route> | undefined {
  const [closest] = [...matches(paths, (pattern) => pattern, path)].sort((a, b) => byCloseness(a.fit, b.fit));
  const [method] = all.filter((route) => route.path === closest?.value && hasVerb(verb)(route)).sort(anyLast);
  return closest && method && { value: method, fit: closest.fit };
}

/** The route of an HTTP or REST API that matches a request, with its parameters; undefined if none matches. */
export function chooseRoute(
  graph: Graph,
  api: Resource,
  verb: string,
  path: string,
): { readonly route: Route; readonly parameters: Readonly<Record<string, string>> } | undefined {
  const all = routesOf(graph, api);
  const chosen = isKind(api, "restApi")
    ? chooseRest(restPaths(graph).get(api.urn) ?? [], all, verb, path)
    : chooseHttp(all, verb, path);
  return chosen && { route: chosen.value, parameters: chosen.fit.parameters };
}
