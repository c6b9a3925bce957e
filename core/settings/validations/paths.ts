import type { Problem } from "../../problem";
import { sharedAlbHealthPath } from "../../reserved";
import type { Settings } from "../settings";
import { repeats, serviceAt } from "../config-path";

/** API Gateway reserves these paths for its own health check: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
const gatewayHealthPaths = ["/ping", "/sping"];

/** Paths that never reach their service, and paths that two services share. */
export function pathProblems(settings: Settings): Problem[] {
  const equal = repeats(settings.services, ({ path }) => path).map(({ first, again }) => ({
    where: serviceAt(settings, again.name, "path"),
    message: `got ${again.path}; ${first.name} already uses this path`,
    fix: "give each service its own path; a deeper path such as /a/b next to /a is allowed",
  }));
  const reserved = settings.services
    .filter(({ path }) => gatewayHealthPaths.includes(path) || path === sharedAlbHealthPath)
    .map(({ name, path }) => ({
      where: serviceAt(settings, name, "path"),
      message: `got ${path}; requests to this path never reach the service, because it is reserved for health checks`,
      fix: "choose another path",
    }));
  const allRetired = settings.services.length > 0 && settings.services.every(({ retired }) => retired);
  const noRoute = {
    where: "services",
    message: "all services are retired; an API needs at least one route to be deployed",
    fix: "remove retired from one service, or destroy the stack",
  };
  return [...equal, ...reserved, ...(allRetired ? [noRoute] : [])];
}
