import { groupBy, isKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resolveList } from "./references";
import type { Resource } from "./resource";
import { isShown } from "./security-group-access";

const isRule = (resource: Resource) =>
  isKind(resource, "securityGroup", "ingressRule", "egressRule", "securityGroupRule");

/** Properties of resources with interfaces, by URN of a resource that the property depends on. */
const properties = perGraph((graph) => {
  const edges = graph.resources
    .filter((resource) => !isRule(resource))
    .flatMap((resource) =>
      Object.entries(resource.propertyDependencies).flatMap(([property, urns]) =>
        urns.map((urn) => ({ urn, resource, property })),
      ),
    );
  return groupBy(edges, ({ urn }) => urn);
});

/** All security groups in a list that has the group; undefined if the stack does not show them and their rules. */
function groupsBeside(graph: Graph, holder: Resource, property: string, group: string): readonly string[] | undefined {
  const lists = [property, `${property}.securityGroups`, `${property}.securityGroupIds`];
  const own = lists
    .map((list) => resolveList(graph, holder, list, "securityGroup"))
    .find(({ exact, references }) => exact && references.some((reference) => referenceKey(reference) === group));
  const keys = own?.references.map(referenceKey) ?? [];
  const shown = keys.flatMap((key) => (key !== undefined && isShown(graph, key) ? [key] : []));
  return keys.length > 0 && shown.length === keys.length ? shown : undefined;
}

/**
 * Security groups of each resource of any type that has a group, such as a database; undefined for a resource whose
 * groups the stack does not show. A group of the stack may also be that of a resource in another stack.
 *
 * @param group - key of a security group
 */
export const groupsOfHolders = (graph: Graph, group: string): readonly (readonly string[] | undefined)[] =>
  (properties(graph).get(group) ?? []).map(({ resource, property }) => groupsBeside(graph, resource, property, group));
