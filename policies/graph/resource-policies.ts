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

/** Whether a REST API has a resource policy: its own, in its OpenAPI body, or a separate one. */
export function hasResourcePolicy(graph: Graph, api: Resource): "yes" | "no" | "unknown" {
  if (resourcePoliciesOf(graph, api).length > 0) return "yes";
  if (isSet(api, "policy")) return "yes";
  const body = readString(api, "body");
  if (body.kind === "unknown") return "unknown";
  return known(body)?.includes("x-amazon-apigateway-policy") === true ? "yes" : "no";
}
