import { apiOf } from "../graph/apis";
import { keyHolders } from "../graph/api-keys";
import { authorizationOf, authorizerOf } from "../graph/authorization";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { known, readBoolean, readElements, readString } from "../graph/value";
import type { Value } from "../graph/value";
import { pass } from "./context";
import { routeName } from "./routes";
import type { Route } from "./routes";
import type { Admission, Trace, TraceContext, Unknown } from "./trace";
import { admitting, broken, step, withUnknown } from "./trace";

const kinds: Readonly<Record<string, Admission["authorization"]>> = {
  NONE: "none",
  AWS_IAM: "iam",
  JWT: "token",
  COGNITO_USER_POOLS: "token",
  CUSTOM: "function",
};

/** Whether requests of a route need an API key; routes of an HTTP API never do. */
const needsKey = (route: Resource): Value<boolean> =>
  isKind(route, "httpRoute") ? { kind: "absent" } : readBoolean(route, "apiKeyRequired");

function admissionOf(route: Resource): Admission {
  const scopes = known(readElements(route, "authorizationScopes")) ?? [];
  return {
    authorization: kinds[known(authorizationOf(route)) ?? ""] ?? "unknown",
    scopes: scopes.flatMap((at) => known(readString(route, at)) ?? []),
    apiKey: known(needsKey(route)) === true,
  };
}

/** What the stack does not show of the access of a route. The rules of this hop say so of the authorization type. */
function unknownAt(graph: Graph, route: Resource): readonly Unknown[] {
  const authorizer = authorizerOf(graph, route);
  const type = known(authorizationOf(route));
  const usesAuthorizer = type !== undefined && type !== "NONE" && type !== "AWS_IAM";
  const needs = [
    ...(needsKey(route).kind === "unknown" ? [`apiKeyRequired of ${labelOf(route)}`] : []),
    ...(usesAuthorizer && authorizer.kind === "id" ? [`authorizer ${authorizer.id}, which is not in the stack`] : []),
    ...(usesAuthorizer && authorizer.kind === "undetermined" ? [authorizer.why] : []),
  ];
  return needs.map((text) => ({ ...step("access", route), needs: text }));
}

/** A client that holds what the route requires passes, if there can be such a client. */
function withKey(context: TraceContext, stage: Resource | undefined, { resource }: Route, next: () => Trace): Trace {
  const { graph } = context;
  const api = resourceOf(apiOf(graph, resource));
  if (api === undefined || known(needsKey(resource)) !== true) return next();
  const holders = keyHolders(graph, api, stage);
  if (holders.kind === "some") return next();
  if (holders.kind === "unknown") return withUnknown(next(), { ...step("access", resource), needs: holders.needs });
  const wrong = `${labelOf(resource)} requires an API key, but ${holders.wrong}`;
  return broken("access", resource, wrong, holders.fix);
}

/**
 * Passes the authorization and the API key of a route as a client that has what the route requires. Messages of a
 * WebSocket API belong to their connection, so only `$connect` has this hop.
 */
export function enterAccess(
  context: TraceContext,
  stage: Resource | undefined,
  route: Route,
  next: () => Trace,
): Trace {
  const { graph } = context;
  const { resource, path } = route;
  if (isKind(resource, "webSocketRoute") && path !== "$connect") return next();
  const authorizer = resourceOf(authorizerOf(graph, resource));
  const trace = pass(context, "access", resource, authorizer === undefined ? [] : [authorizer], () =>
    withUnknown(withKey(context, stage, route, next), ...unknownAt(graph, resource)),
  );
  return admitting(admissionOf(resource), trace);
}

/** Passes the access of the route that gets a preflight request, which a browser sends without credentials. */
export function enterAccessOpenly(context: TraceContext, route: Route, next: () => Trace): Trace {
  const { resource } = route;
  const authorization = authorizationOf(resource);
  const key = needsKey(resource);
  const closed = [
    ...(authorization.kind === "known" && authorization.value !== "NONE" ? ["authorization"] : []),
    ...(known(key) === true ? ["an API key"] : []),
  ];
  return pass(context, "access", resource, [], () => {
    if (closed.length > 0) {
      const wrong = `${routeName(route)} requires ${closed.join(" and ")}, and a preflight request has no credentials`;
      return broken("access", resource, wrong, "Add OPTIONS without authorization and API key at the same path.");
    }
    const unknown = [
      ...(authorization.kind === "unknown" ? [`the authorization type of ${labelOf(resource)}`] : []),
      ...(key.kind === "unknown" ? [`apiKeyRequired of ${labelOf(resource)}`] : []),
    ];
    return withUnknown(next(), ...unknown.map((needs) => ({ ...step("access", resource), needs })));
  });
}
