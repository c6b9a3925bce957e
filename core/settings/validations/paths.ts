import type { Problem } from "../../problem";
import { gatewayHealthPaths, sharedAlbHealthPath } from "../../reserved";
import { topologyTraits } from "../../topology-traits";
import { fits } from "../aws-members";
import type { Settings } from "../settings";
import { repeats, serviceAt } from "../config-path";

/**
 * Segments that a REST API refuses in its resources, while an HTTP API takes them in its routes.
 */
function restProblems(settings: Settings): Problem[] {
  if (topologyTraits[settings.option].api !== "rest") return [];
  return settings.services.flatMap(({ name, path }) => {
    const refused = path.split("/").filter((part) => part !== "" && !fits("apigateway CreateResource.pathPart", part));
    if (refused.length === 0) return [];
    return [
      {
        where: serviceAt(settings, name, "path"),
        message: `got ${path}; a REST API, which option ${settings.option} creates, refuses ${refused.join(", ")}; allowed in each segment: letters, digits and . _ -`,
        fix: "replace the other characters, or use option 1, which creates an HTTP API",
      },
    ];
  });
}

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
  return [...equal, ...reserved, ...restProblems(settings), ...(allRetired ? [noRoute] : [])];
}
