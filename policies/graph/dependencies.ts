import { childrenOf, isComponent, perGraph, resourceAt } from "./graph";
import type { Graph } from "./graph";
import type { Resource } from "./resource";

const awaited = perGraph(() => new Map<string, ReadonlySet<string>>());

function next(graph: Graph, resource: Resource): readonly string[] {
  // A resource that depends on a remote component waits for all of its children.
  const children = isComponent(resource) ? childrenOf(graph, resource.urn).map(({ urn }) => urn) : [];
  return [...resource.dependencies, ...Object.values(resource.propertyDependencies).flat(), ...children];
}

/** URNs of all resources that exist before the engine creates a resource. */
export function waitsFor(graph: Graph, resource: Resource): ReadonlySet<string> {
  const memo = awaited(graph);
  const kept = memo.get(resource.urn);
  if (kept !== undefined) return kept;
  const reached = new Set<string>();
  const open = [...resource.dependencies, ...Object.values(resource.propertyDependencies).flat()];
  for (let urn = open.pop(); urn !== undefined; urn = open.pop()) {
    if (reached.has(urn)) continue;
    reached.add(urn);
    const found = resourceAt(graph, urn);
    if (found !== undefined) open.push(...next(graph, found));
  }
  memo.set(resource.urn, reached);
  return reached;
}
