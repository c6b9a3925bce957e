import type { Usage } from "./quota-rule";
import { ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Kind } from "./graph/kinds";
import type { Resource } from "./graph/resource";

/** Counts what each resource of a kind contains; resources that contain nothing are left out. */
export function countEach(
  what: string,
  kind: Kind,
  used: (graph: Graph, owner: Resource) => number,
  only: (resource: Resource) => boolean = () => true,
) {
  return (graph: Graph): readonly Usage[] =>
    ofKind(graph, kind)
      .filter(only)
      .map((at) => ({ at, used: used(graph, at), what: `${what} ${at.name}` }))
      .filter((usage) => usage.used > 0);
}
