import { restResourceOf } from "./apis";
import { groupBy, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import type { Kind } from "./kinds";
import { referenceKey } from "./references";
import type { Resource } from "./resource";
import { known, readString } from "./value";

const keyOf = (graph: Graph, member: Resource) => {
  const at = referenceKey(restResourceOf(graph, member));
  const verb = known(readString(member, "httpMethod"));
  return at === undefined || verb === undefined ? undefined : `${verb} ${at}`;
};

const grouped = (kind: Kind) => perGraph((graph) => groupBy(ofKind(graph, kind), (member) => keyOf(graph, member)));
const methodResponses = grouped("restMethodResponse");
const integrationResponses = grouped("restIntegrationResponse");

/** Responses in the stack for the method of a REST integration; undefined if its resource or verb is unknown. */
export function responsesOf(
  graph: Graph,
  integration: Resource,
): { readonly method: readonly Resource[]; readonly integration: readonly Resource[] } | undefined {
  const key = keyOf(graph, integration);
  if (key === undefined) return undefined;
  return { method: methodResponses(graph).get(key) ?? [], integration: integrationResponses(graph).get(key) ?? [] };
}
