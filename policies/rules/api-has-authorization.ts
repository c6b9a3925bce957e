import { authorizationOf } from "../graph/authorization";
import { domainsOf } from "../graph/domains";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { endpointTypeOf } from "../graph/protocol";
import { resourcePolicyOf } from "../graph/resource-policies";
import type { Resource } from "../graph/resource";
import { isSet, known, readBoolean } from "../graph/value";
import { routeName, routesOf } from "../paths/routes";
import type { Route } from "../paths/routes";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

const shown = 2;

/**
 * Routes that anyone may call. An API key meters a caller, but does not authorize it. A browser sends a preflight request
 * without credentials, so OPTIONS is open in any case.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
function openRoutes(graph: Graph, api: Resource): readonly Route[] {
  return routesOf(graph, api).filter(({ verb, path, resource }) => {
    // Only the connection of a WebSocket API is authorized; its messages belong to it.
    const message = isKind(api, "webSocketApi") && path !== "$connect";
    return known(authorizationOf(resource)) === "NONE" && verb !== "OPTIONS" && !message;
  });
}

/** An authorization type of the API with an authorizer of the program, beside AWS_IAM. */
const exampleOf = (api: Resource) =>
  isKind(api, "restApi") ? "COGNITO_USER_POOLS" : isKind(api, "webSocketApi") ? "CUSTOM" : "JWT";

/** Whether something other than an authorizer decides who calls the API. */
function isRestricted(graph: Graph, api: Resource): boolean {
  if (isKind(api, "restApi") && (endpointTypeOf(api) === "PRIVATE" || resourcePolicyOf(graph, api) !== "none"))
    return true;
  const onlyDomain = known(readBoolean(api, "disableExecuteApiEndpoint")) === true;
  const domains = domainsOf(graph, api);
  return onlyDomain && domains.length > 0 && domains.every((domain) => isSet(domain, "mutualTlsAuthentication"));
}

export const apiHasAuthorization = resourceRule({
  id: "api-has-authorization",
  displayName: "Routes have an authorization type",
  description:
    "Routes and methods have an authorization type, unless a private endpoint, a resource policy or mutual TLS restricts the callers of the API.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Set an authorization type, or acknowledge that the API is public.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html",
  tags: ["safety", "http-api", "rest-api"],
  kinds: ["httpApi", "restApi", "webSocketApi"],
  none: "the stack has no API",
  judge: (graph, api) => {
    const open = isRestricted(graph, api) ? [] : openRoutes(graph, api);
    if (open.length === 0) return [];
    const names = open.slice(0, shown).map(routeName).join(", ");
    const more = open.length > shown ? ` and ${open.length - shown} more` : "";
    const fix = `Set one, such as ${exampleOf(api)} or AWS_IAM, or acknowledge that the API is public.`;
    const keyed = open.some(({ resource }) => known(readBoolean(resource, "apiKeyRequired")) === true);
    const wrong = `${labelOf(api)} has routes without authorization: ${names}${more}`;
    return [violation(api, keyed ? `${wrong}; an API key is no authorization` : wrong, fix)];
  },
});
