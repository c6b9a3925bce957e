import type { Usage } from "./quota-rule";
import { ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Kind } from "./graph/kinds";
import { labelOf } from "./graph/label";
import type { Resource } from "./graph/resource";
import { readElements } from "./graph/value";

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

/** Counts the elements of a list of each resource of a kind; resources without the list are left out. */
export const countElements =
  (what: string, kind: Kind, list: string) =>
  (graph: Graph): readonly Usage[] =>
    ofKind(graph, kind).flatMap((at): readonly Usage[] => {
      const elements = readElements(at, list);
      const usage = { at, what: `${what} ${at.name}` };
      if (elements.kind === "unknown")
        return [{ ...usage, used: 0, open: { most: Infinity, needs: `${list} of ${labelOf(at)}` } }];
      const used = elements.kind === "known" ? elements.value.length : 0;
      return used === 0 ? [] : [{ ...usage, used }];
    });
