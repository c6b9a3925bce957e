import { restParentOf, restResourceOf } from "../graph/apis";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";

function withParents(graph: Graph, resource: Resource | undefined): readonly Resource[] {
  if (resource === undefined || !isKind(resource, "restResource")) return [];
  return [resource, ...withParents(graph, resourceOf(restParentOf(graph, resource)))];
}

/** Resources without which AWS does not create a method: the REST resources of its path. */
export const partsOf = (graph: Graph, route: Resource): readonly Resource[] =>
  isKind(route, "restMethod") ? withParents(graph, resourceOf(restResourceOf(graph, route))) : [];
