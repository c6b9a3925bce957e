import { apiOf } from "./apis";
import { isKind } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resolve } from "./references";
import type { Reference } from "./references";
import type { Resource } from "./resource";
import { readString } from "./value";
import type { Value } from "./value";

/** Authorization type of a route or method; `NONE` is the default of a route. */
export function authorizationOf(route: Resource): Value<string> {
  const type = readString(route, isKind(route, "restMethod") ? "authorization" : "authorizationType");
  return type.kind === "absent" ? { kind: "known", value: "NONE" } : type;
}

/** Authorizer of a route or method. */
export const authorizerOf = (graph: Graph, route: Resource): Reference =>
  resolve(graph, route, "authorizerId", "httpAuthorizer", "restAuthorizer");

/** Whether an authorizer belongs to the API of a route; AWS knows authorizers by API. Undefined if that is unknown. */
export function isOfSameApi(graph: Graph, route: Resource, authorizer: Resource): boolean | undefined {
  const [own, other] = [route, authorizer].map((member) => referenceKey(apiOf(graph, member)));
  return own === undefined || other === undefined ? undefined : own === other;
}
