import type { Problem } from "../../problem";
import { sharedAlbHealthPath } from "../../reserved";
import type { Settings } from "../settings";
import { repeats, serviceAt } from "../config-path";

/** API Gateway keeps these for its own health check: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
const gatewayHealthPaths = ["/ping", "/sping"];

/** Paths that can never reach their service, or that two services claim. */
export function pathProblems(settings: Settings): Problem[] {
  const equal = repeats(settings.services, ({ path }) => path).map(({ first, again }) => ({
    where: serviceAt(settings, again.name, "path"),
    message: `${again.path} belongs to ${first.name} already`,
    fix: "give each service a path of its own; a deeper path such as /a/b beside /a is fine",
  }));
  const reserved = settings.services
    .filter(({ path }) => gatewayHealthPaths.includes(path) || path === sharedAlbHealthPath)
    .map(({ name, path }) => ({
      where: serviceAt(settings, name, "path"),
      message: `${path} never reaches the service: it is reserved for health checks`,
      fix: "choose another path",
    }));
  const empty = settings.services.length > 0 && settings.services.every(({ retired }) => retired);
  const unused = {
    where: "services",
    message: "all are retired; an API needs a route to deploy",
    fix: "leave one on the API, or destroy the stack",
  };
  return [...equal, ...reserved, ...(empty ? [unused] : [])];
}
