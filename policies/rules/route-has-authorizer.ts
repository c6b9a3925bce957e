import { authorizationOf, authorizerOf } from "../graph/authorization";
import { isKind } from "../graph/graph";
import { labelOf } from "../graph/label";
import { resourceOf } from "../graph/references";
import { known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

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

export const routeHasAuthorizer = resourceRule({
  id: "route-has-authorizer",
  displayName: "Routes name an authorizer of their type",
  description:
    "A route or method with authorization by JWT, Cognito user pools or Lambda names an authorizer of that type; AWS rejects it otherwise.",
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
    const fitting = (isKind(route, "restMethod") ? rest : http)[authorization.value];
    if (fitting === undefined) return [];
    const authorizer = authorizerOf(graph, route);
    if (authorizer.kind === "absent")
      return [violation(route, `${labelOf(route)} has authorization ${authorization.value}, but no authorizer`)];
    const resource = resourceOf(authorizer);
    if (resource === undefined) return [];
    // A REST authorizer without a type is a TOKEN authorizer.
    const property = isKind(resource, "restAuthorizer") ? "type" : "authorizerType";
    const type = readString(resource, property);
    const used = type.kind === "absent" ? "TOKEN" : known(type);
    if (used === undefined || fitting.includes(used)) return [];
    const wrong = `${labelOf(route)} has authorization ${authorization.value}, but its authorizer ${resource.name} has type ${used}`;
    return [violation(route, wrong)];
  },
});
