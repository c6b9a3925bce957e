import type { Usage } from "./quota-rule";
import { ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Kind } from "./graph/kinds";
import type { Resource } from "./graph/resource";

/** All resources of a kind as use of a quota of the Region; none if there are none. */
export function countAll(what: string, kind: Kind, only: (resource: Resource) => boolean = () => true) {
  return (graph: Graph): readonly Usage[] => {
    const all = ofKind(graph, kind).filter(only);
    const last = all.at(-1);
    return last === undefined ? [] : [{ at: last, used: all.length, what }];
  };
}

/** What each resource of a kind holds; those that hold nothing are left out. */
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
