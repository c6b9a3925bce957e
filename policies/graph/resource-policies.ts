import { groupBy, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resolve } from "./references";
import type { Resource } from "./resource";
import { isSet, known, readString } from "./value";

const separate = perGraph((graph) =>
  groupBy(ofKind(graph, "restApiPolicy"), (policy) => referenceKey(resolve(graph, policy, "restApiId", "restApi"))),
);

/** Separate resource policies of a REST API in the stack. */
export const resourcePoliciesOf = (graph: Graph, api: Resource): readonly Resource[] =>
  separate(graph).get(api.urn) ?? [];

/** Where the resource policy of a REST API is: in the API or its OpenAPI body, or in a separate resource. */
export function resourcePolicyOf(graph: Graph, api: Resource): "own" | "separate" | "none" | "unknown" {
  const body = readString(api, "body");
  if (isSet(api, "policy") || known(body)?.includes("x-amazon-apigateway-policy") === true) return "own";
  if (resourcePoliciesOf(graph, api).length > 0) return "separate";
  return body.kind === "unknown" ? "unknown" : "none";
}
