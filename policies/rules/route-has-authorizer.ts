import { authorizationOf, authorizerOf, isOfSameApi } from "../graph/authorization";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { isSet, known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

/**
 * Types of authorizers by the authorization type of their routes; for REST methods, then for routes of HTTP APIs.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html and
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
 */
const rest: Readonly<Record<string, readonly string[]>> = {
  CUSTOM: ["TOKEN", "REQUEST"],
  COGNITO_USER_POOLS: ["COGNITO_USER_POOLS"],
};
const http: Readonly<Record<string, readonly string[]>> = { CUSTOM: ["REQUEST"], JWT: ["JWT"] };

function judgeAuthorizer(graph: Graph, route: Resource, authorization: string): readonly Finding[] {
  const fitting = (isKind(route, "restMethod") ? rest : http)[authorization];
  if (fitting === undefined) return [];
  const authorizer = authorizerOf(graph, route);
  if (authorizer.kind === "absent")
    return [violation(route, `${labelOf(route)} has authorization ${authorization}, but no authorizer`)];
  const resource = resourceOf(authorizer);
  if (resource === undefined) return [];
  if (isOfSameApi(graph, route, resource) === false) {
    const wrong = `${labelOf(route)} names authorizer ${resource.name}, which belongs to another API`;
    return [violation(route, wrong, "Name an authorizer of the same API.")];
  }
  // A REST authorizer without a type is a TOKEN authorizer.
  const property = isKind(resource, "restAuthorizer") ? "type" : "authorizerType";
  const type = readString(resource, property);
  const used = type.kind === "absent" ? "TOKEN" : known(type);
  if (used === undefined || fitting.includes(used)) return [];
  const wrong = `${labelOf(route)} has authorization ${authorization}, but its authorizer ${resource.name} has type ${used}`;
  return [violation(route, wrong)];
}

/**
 * Scopes are those of a token. AWS rejects them otherwise: "Authorization Scopes are only valid for COGNITO_USER_POOLS and
 * JWT authorization types".
 * Source: https://github.com/aws/aws-cdk/issues/27576
 */
function judgeScopes(route: Resource, authorization: string): readonly Finding[] {
  if (/^(JWT|COGNITO_USER_POOLS)$/.test(authorization) || !isSet(route, "authorizationScopes")) return [];
  const wrong = `${labelOf(route)} has authorization scopes, but authorization ${authorization}, which has no token with scopes`;
  return [violation(route, wrong, "Remove authorizationScopes, or set the authorization type of the tokens.")];
}

export const routeHasAuthorizer = resourceRule({
  id: "route-has-authorizer",
  displayName: "Routes name an authorizer of their type",
  description:
    "A route or method with authorization by JWT, Cognito user pools or Lambda names an authorizer of that type and of its API, and only one whose tokens have scopes names scopes; AWS rejects it otherwise.",
  severity: "critical",
  remediation: "Set authorizerId to an authorizer of the authorization type.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
  tags: ["wiring", "http-api", "rest-api"],
  hop: "access",
  kinds: ["httpRoute", "restMethod", "webSocketRoute"],
  none: "the stack has no route and no method",
  judge: (graph, route) => {
    const authorization = authorizationOf(route);
    if (authorization.kind !== "known") return [undetermined(route, `the authorization type of ${labelOf(route)}`)];
    if (isKind(route, "webSocketRoute") && authorization.value === "JWT") {
      const wrong = `${labelOf(route)} has authorization JWT, and its API is a WebSocket API`;
      return [violation(route, wrong, "Set authorizationType to CUSTOM with a REQUEST authorizer, or to AWS_IAM.")];
    }
    return [...judgeAuthorizer(graph, route, authorization.value), ...judgeScopes(route, authorization.value)];
  },
});
