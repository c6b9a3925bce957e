import { authorizationOf } from "../graph/authorization";
import { isKind, ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { known, readBoolean } from "../graph/value";
import { unreadFor } from "../graph/unread";
import { isForBrowsers, preflightPath } from "../paths/preflight";
import { chooseRoute, routeName, routesOf } from "../paths/routes";
import type { Route } from "../paths/routes";
import { notApplicable, undetermined, violation } from "../rule";
import type { Finding, Rule } from "../rule";

const shown = 3;

const isProtected = ({ resource }: Route): boolean =>
  (known(authorizationOf(resource)) ?? "NONE") !== "NONE" || known(readBoolean(resource, "apiKeyRequired")) === true;

/** Routes with authorization that receive the preflight request of their own path. */
function closedTo(graph: Graph, api: Resource, routes: readonly Route[]): readonly Route[] {
  return routes.filter(isProtected).filter((route) => {
    const chosen = chooseRoute(graph, api, "OPTIONS", preflightPath(route));
    return chosen !== undefined && isProtected(chosen.route);
  });
}

function judge(graph: Graph, api: Resource): readonly Finding[] {
  const closed = closedTo(graph, api, routesOf(graph, api));
  const [first] = closed;
  if (first === undefined) return [];
  const names = closed.slice(0, shown).map(routeName).join(", ");
  const more = closed.length > shown ? ` and ${closed.length - shown} more` : "";
  const wrong = `browsers cannot call ${names}${more} of ${api.name}: the preflight request has no credentials, and gets 401 or 403`;
  const path = first.path === "$default" ? "/{proxy+}" : first.path;
  const fix = isKind(api, "restApi")
    ? `Add an OPTIONS method without authorization on ${path}, with an integration that answers with the CORS headers.`
    : `Add a route OPTIONS ${path} with authorizationType NONE.`;
  return [violation(api, wrong, fix)];
}

/**
 * API Gateway answers preflight requests of an HTTP API with a CORS configuration itself, but a route that matches
 * OPTIONS and has an authorizer comes first. The page says so of `$default`; for `ANY`, see
 * https://github.com/sst/sst/issues/5493.
 */
export const preflightNeedsNoAuthorization: Rule = {
  id: "preflight-needs-no-authorization",
  displayName: "Preflight requests need no authorization",
  description:
    "In an API for browsers, a preflight request OPTIONS to a path whose route ANY or $default requires authorization has a route without authorization.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Add a route or method OPTIONS without authorization for each path with an authorizer.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
  tags: ["safety", "path"],
  check: (graph) => {
    const apis = (["httpApi", "restApi"] as const)
      .flatMap((kind) => ofKind(graph, kind))
      .filter((api) => isForBrowsers(graph, api));
    const unread = unreadFor(graph, ["httpRoute", "restMethod"]);
    if (apis.length === 0 && unread.length === 0)
      return notApplicable("no API in the stack has a CORS configuration or an OPTIONS route");
    return [...apis.flatMap((api) => judge(graph, api)), ...unread.map(({ at, needs }) => undetermined(at, needs))];
  },
};
