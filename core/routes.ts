import type { RouteNode } from "./plan";
import type { ServiceSettings } from "./settings/settings";

/** A service with whether API Gateway takes its prefix off. */
export interface Routed {
  readonly service: ServiceSettings;
  readonly strip: boolean;
}

const join = (path: string, rest: string) => (path === "/" ? `/${rest}` : `${path}/${rest}`);

/** A path and what lies below it: API Gateway's greedy parameter does not match the path itself. */
function unit(prefix: string, { service, strip }: Routed): RouteNode[] {
  const stripped = strip && service.path !== "/" ? { strippedPrefix: service.path } : {};
  return [false, true].map((greedy) => ({ prefix, greedy, service: service.name, ...stripped }));
}

/** Path of a route, as API Gateway writes it: `/orders` or `/orders/{proxy+}`. */
export const routePath = ({ prefix, greedy }: RouteNode): string => (greedy ? join(prefix, "{proxy+}") : prefix);

/** Path that the service sees; `{proxy}` stands for what the greedy parameter caught: `/orders/{proxy}`, or `/{proxy}`. */
export function backendPath({ prefix, greedy, strippedPrefix = "" }: RouteNode): string {
  const seen = prefix.slice(strippedPrefix.length) || "/";
  return greedy ? join(seen, "{proxy}") : seen;
}

/**
 * What tells the integrations of an HTTP API apart: routes that keep their path share their service's, since an API has
 * 300 integrations at most, and AWS does not raise that.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export const integrationKey = (route: RouteNode): string =>
  route.strippedPrefix === undefined ? `-${route.service}` : routePath(route);

/**
 * Routes of an HTTP API. A full match wins, then the longest greedy one, so that each service needs its own two only.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export const httpRoutes = (services: readonly Routed[]): RouteNode[] =>
  services.flatMap((routed) => unit(routed.service.path, routed));

function prefixes(path: string): string[] {
  const segments = path.split("/").filter(Boolean);
  return ["/", ...segments.map((_, index) => `/${segments.slice(0, index + 1).join("/")}`)];
}

/**
 * Methods of a REST API, parents before children. A resource between two services' paths gets the methods of the
 * shallower one: without methods of its own it would answer 403 for requests that belong there.
 */
export function restRoutes(services: readonly Routed[]): RouteNode[] {
  const byPath = new Map(services.map((routed) => [routed.service.path, routed]));
  const seen = new Set<string>();
  return services.flatMap(({ service }) => {
    let owner: Routed | undefined;
    return prefixes(service.path).flatMap((path) => {
      owner = byPath.get(path) ?? owner;
      if (owner === undefined || seen.has(path)) return [];
      seen.add(path);
      return unit(path, owner);
    });
  });
}

/** Resources of a REST API that a list of methods needs, parents first, the root left out. */
export function restResources(routes: readonly RouteNode[]): string[] {
  return [...new Set(routes.flatMap((route) => prefixes(routePath(route)).slice(1)))];
}
