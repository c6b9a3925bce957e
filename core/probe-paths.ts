import type { Access } from "./plan-access";
import type { ApiNode, RouteNode } from "./plan-api";
import { routePath } from "./routes";
import type { Settings } from "./settings/settings";

/** A request that shows whether a route reaches its service. */
export interface ProbedRoute {
  /** Path of the route in API Gateway syntax. */
  readonly route: string;
  readonly service: string;
  /** Path that is requested, below the URL of the API. */
  readonly path: string;
  /** What requests to the route need; absent if anyone may send them. */
  readonly needs?: Access;
}

/** Last segment of a path below a service that answers its health check at no path below it. */
const anySegment = "probe";

/**
 * The path to request for a route. That of the service itself for a route without parameter. Below it, the path of the
 * health check if the service gets it by this route, and otherwise a path that the service probably answers with 404,
 * which shows too that the request has reached it.
 *
 * @param healthPath - path of the health check, as the service receives it
 */
export function pathToProbe({ prefix, greedy, strippedPrefix }: RouteNode, healthPath: string): string {
  if (!greedy) return prefix;
  const base = prefix === "/" ? "" : prefix;
  if (strippedPrefix === undefined)
    return healthPath.startsWith(`${base}/`) && healthPath !== "/" ? healthPath : `${base}/${anySegment}`;
  // The service receives the path without its own prefix, and a public path below it keeps the rest.
  const seen = prefix.slice(strippedPrefix.length);
  return healthPath.startsWith(`${seen}/`) && healthPath !== "/" && healthPath !== `${seen}/`
    ? `${strippedPrefix}${healthPath}`
    : `${base}/${anySegment}`;
}

/**
 * What to request for each route of an API.
 *
 * @param overrides - paths by service, instead of those of its routes
 */
export function probedRoutes(
  { routes }: Pick<ApiNode, "routes">,
  { services }: Pick<Settings, "services">,
  overrides: ReadonlyMap<string, string>,
): readonly ProbedRoute[] {
  const health = new Map(services.map(({ name, healthCheck }) => [name, healthCheck.path]));
  return routes.map((route): ProbedRoute => {
    const { service, access } = route;
    return {
      route: routePath(route),
      service,
      path: overrides.get(service) ?? pathToProbe(route, health.get(service) ?? "/"),
      ...(access === undefined ? {} : { needs: access }),
    };
  });
}
