import type { ApiNode, RouteNode } from "./plan-api";
import type { Access } from "./plan-access";
import type { ServiceSettings } from "./settings/settings";

/** A service, and whether API Gateway removes its path prefix. */
export interface Routed {
  readonly service: ServiceSettings;
  readonly strip: boolean;
  /** What requests need, beside those to its public paths; undefined if anyone may call it. */
  readonly access: Access | undefined;
}

/** What of an API decides on its routes; also of a plan that was read from JSON. */
interface RoutedApi extends Pick<ApiNode, "name" | "type" | "routes"> {
  readonly cors?: object;
}

/** A path of a service with what requests to it need. */
interface Entry extends Routed {
  readonly path: string;
}

const join = (path: string, rest: string) => (path === "/" ? `/${rest}` : `${path}/${rest}`);

/** Routes for a path and for all paths below it: the greedy parameter of API Gateway does not match the path itself. */
function unit(prefix: string, { service, strip, access }: Entry): RouteNode[] {
  const stripped = strip && service.path !== "/" ? { strippedPrefix: service.path } : {};
  const needs = access === undefined ? {} : { access };
  const limits = service.throttle === undefined ? {} : { throttle: service.throttle };
  return [false, true].map((greedy) => ({ prefix, greedy, service: service.name, ...stripped, ...needs, ...limits }));
}

/**
 * The path of a service, and its public paths, which need routes of their own where the others are not public. A path that
 * is closed again keeps its routes for one update: the deployment of a REST API still has the methods that an update
 * deletes, so they would stay open in it.
 */
function entries(routed: Routed): readonly Entry[] {
  const { service, access } = routed;
  const main = { ...routed, path: service.path };
  if (access === undefined) return [main];
  return [
    main,
    ...service.publicPaths.map((path) => ({ ...routed, path, access: undefined })),
    ...service.closedPaths.map((path) => ({ ...routed, path })),
  ];
}

/** Path of a route in API Gateway syntax: `/orders` or `/orders/{proxy+}`. */
export const routePath = ({ prefix, greedy }: RouteNode): string => (greedy ? join(prefix, "{proxy+}") : prefix);

/** Path that the service receives. `{proxy}` is the value of the greedy parameter: `/orders/{proxy}`, or `/{proxy}`. */
export function backendPath({ prefix, greedy, strippedPrefix = "" }: RouteNode): string {
  const seen = prefix.slice(strippedPrefix.length) || "/";
  return greedy ? join(seen, "{proxy}") : seen;
}

/**
 * Whether `$request.path` is the path that the service receives. Under a base path it is not certain: AWS removes the base
 * path before it chooses a route, and no source says that the variable loses it too.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html
 */
const keepsRequestPath = (route: RouteNode, basePath: string | undefined): boolean =>
  route.strippedPrefix === undefined && basePath === undefined;

/**
 * Key of the integration of an HTTP API route. Routes that keep their path share one integration per service, because
 * an API has at most 300 integrations, and AWS does not raise this quota. Under a base path, each route has its own.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 *
 * @param basePath - path under the domain where the API begins; undefined at its root and without a domain
 */
export const integrationKey = (route: RouteNode, basePath: string | undefined): string =>
  keepsRequestPath(route, basePath) ? `-${route.service}` : routePath(route);

/**
 * Value of `overwrite:path` for an HTTP API route. Without this mapping, the service would receive the path with the
 * stage in front.
 *
 * @param basePath - as for {@link integrationKey}
 */
export const pathMapping = (route: RouteNode, basePath: string | undefined): string =>
  keepsRequestPath(route, basePath) ? "$request.path" : backendPath(route).replace("{proxy}", "$request.path.proxy");

/**
 * Routes of an HTTP API. API Gateway prefers a full match, then the longest greedy match, so each service needs only
 * its own two routes.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export const httpRoutes = (services: readonly Routed[]): RouteNode[] =>
  services.flatMap(entries).flatMap((entry) => unit(entry.path, entry));

function prefixes(path: string): string[] {
  const segments = path.split("/").filter(Boolean);
  return ["/", ...segments.map((_, index) => `/${segments.slice(0, index + 1).join("/")}`)];
}

/**
 * Routes of a REST API, parents before children. A resource between the paths of two services gets the methods of the
 * shallower one: without a method it would return 403 for requests to that service.
 */
export function restRoutes(services: readonly Routed[]): RouteNode[] {
  const all = services.flatMap(entries);
  const byPath = new Map(all.map((entry) => [entry.path, entry]));
  const seen = new Set<string>();
  return all.flatMap((entry) => {
    let owner: Entry | undefined;
    return prefixes(entry.path).flatMap((path) => {
      owner = byPath.get(path) ?? owner;
      if (owner === undefined || seen.has(path)) return [];
      seen.add(path);
      return unit(path, owner);
    });
  });
}

/**
 * Routes whose preflights need a method OPTIONS of their own, without authorization. A REST API answers a preflight only
 * there. An HTTP API answers preflights itself, but a route for ANY that needs authorization refuses them first.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function preflightRoutes({ type, cors, routes }: RoutedApi): readonly RouteNode[] {
  if (cors === undefined) return [];
  return type === "rest" ? routes : routes.filter(({ access }) => access !== undefined);
}

/** Services by API and route: `option-1 ANY /orders`. Preflights of an HTTP API have the integration of their service. */
export function servicesByRoute(apis: readonly RoutedApi[]): ReadonlyMap<string, string> {
  const entries = apis.flatMap((api) => {
    const key = (verb: string, route: RouteNode) => `${api.name} ${verb} ${routePath(route)}`;
    const preflights = api.type === "http" ? preflightRoutes(api) : [];
    return [
      ...api.routes.map((route) => [key("ANY", route), route.service] as const),
      ...preflights.map((route) => [key("OPTIONS", route), route.service] as const),
    ];
  });
  return new Map(entries);
}

/** Resources of a REST API for a list of routes, parents first, without the root resource. */
export function restResources(routes: readonly RouteNode[]): string[] {
  return [...new Set(routes.flatMap((route) => prefixes(routePath(route)).slice(1)))];
}
