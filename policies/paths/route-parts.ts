import { restParentOf, restResourceOf } from "../graph/apis";
import { authorizerOf } from "../graph/authorization";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";

function withParents(graph: Graph, resource: Resource | undefined): readonly Resource[] {
  if (resource === undefined || !isKind(resource, "restResource")) return [];
  return [resource, ...withParents(graph, resourceOf(restParentOf(graph, resource)))];
}

/** Resources without which AWS does not create a route or method: its authorizer, and the REST resources of its path. */
export function partsOf(graph: Graph, route: Resource): readonly Resource[] {
  const authorizer = resourceOf(authorizerOf(graph, route));
  const resources = isKind(route, "restMethod") ? withParents(graph, resourceOf(restResourceOf(graph, route))) : [];
  return [...(authorizer === undefined ? [] : [authorizer]), ...resources];
}
