import type { Fault, Problem } from "../../problem";
import { gatewayHealthPaths, sharedAlbHealthPath } from "../../reserved";
import { topologyTraits } from "../../topology-traits";
import { fits } from "../aws-members";
import type { ServiceSettings, Settings } from "../settings";
import { repeats, serviceAt } from "../config-path";

/** A path at which requests end in a health check of API Gateway or of a shared ALB. */
export function reservedFault(path: string): Fault | undefined {
  if (!gatewayHealthPaths.includes(path) && path !== sharedAlbHealthPath) return undefined;
  const message = `got ${path}; requests to this path never reach the service, because it is reserved for health checks`;
  return { message, fix: "choose another path" };
}

/**
 * Segments that a REST API refuses in its resources, while an HTTP API takes them in its routes.
 */
export function restFault({ option }: Settings, path: string): Fault | undefined {
  if (topologyTraits[option].api !== "rest") return undefined;
  const refused = path.split("/").filter((part) => part !== "" && !fits("apigateway CreateResource.pathPart", part));
  if (refused.length === 0) return undefined;
  return {
    message: `got ${path}; a REST API, which option ${option} creates, refuses ${refused.join(", ")}; allowed in each segment: letters, digits and . _ -`,
    fix: "replace the other characters, or use option 1, which creates an HTTP API",
  };
}

/** Whether a service has a former name of another one: that is refused, and a path follows the first name. */
const sharesFormerName = (one: ServiceSettings, other: ServiceSettings): boolean =>
  [other.name, ...other.formerly].some((name) => one.formerly.includes(name)) || other.formerly.includes(one.name);

/** Paths that never reach their service, and paths that two services share. */
export function pathProblems(settings: Settings): Problem[] {
  const clashes = repeats(settings.services, ({ path }) => path);
  const equal = clashes
    .filter(({ first, again }) => !sharesFormerName(first, again))
    .map(({ first, again }) => ({
      where: serviceAt(settings, again.name, "path"),
      message: `got ${again.path}; ${first.name} already uses this path`,
      fix: "give each service its own path; a deeper path such as /a/b next to /a is allowed",
    }));
  const at = (judge: (path: string) => Fault | undefined) =>
    settings.services.flatMap(({ name, path }) => {
      const fault = judge(path);
      return fault === undefined ? [] : [{ where: serviceAt(settings, name, "path"), ...fault }];
    });
  const allRetired = settings.services.length > 0 && settings.services.every(({ retired }) => retired);
  const noRoute = {
    where: "services",
    message: "all services are retired; an API needs at least one route to be deployed",
    fix: "remove retired from one service, or destroy the stack",
  };
  return [...equal, ...at(reservedFault), ...at((path) => restFault(settings, path)), ...(allRetired ? [noRoute] : [])];
}
