import { kindOf } from "./kinds";
import type { Kind } from "./kinds";
import type { Resource } from "./resource";

/** The resources of one stack in one pass, sorted by URN. Everything else is derived on demand and cached per graph. */
export interface Graph {
  readonly resources: readonly Resource[];
}

/**
 * Returns a graph of the resources. They are sorted by URN: programs register resources in the order in which promises
 * settle, and neither a verdict nor the resource that a finding names may depend on it.
 */
export const graphOf = (resources: readonly Resource[]): Graph => ({
  resources: [...resources].sort((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0)),
});

/** Returns a function that builds an index over a graph at its first use, and then shares it among all rules. */
export function perGraph<T>(build: (graph: Graph) => T): (graph: Graph) => T {
  const built = new WeakMap<Graph, { readonly index: T }>();
  return (graph) => {
    const entry = built.get(graph) ?? { index: build(graph) };
    built.set(graph, entry);
    return entry.index;
  };
}

/** Returns a function of a resource that is computed once per graph, resource and key, and then shared among all rules. */
export function perResource<T>(
  build: (graph: Graph, resource: Resource, key: string) => T,
): (graph: Graph, resource: Resource, key?: string) => T {
  const built = perGraph(() => new WeakMap<Resource, Map<string, { readonly value: T }>>());
  return (graph, resource, key = "") => {
    const ofGraph = built(graph);
    const ofResource = ofGraph.get(resource) ?? new Map<string, { readonly value: T }>();
    ofGraph.set(resource, ofResource);
    const entry = ofResource.get(key) ?? { value: build(graph, resource, key) };
    ofResource.set(key, entry);
    return entry.value;
  };
}

/** Groups items by key; items without a key are left out. */
export function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [item]);
    else members.push(item);
  }
  return groups;
}

const byKind = perGraph((graph) => groupBy(graph.resources, ({ type }) => kindOf(type)));
const byUrn = perGraph((graph) => new Map(graph.resources.map((resource) => [resource.urn, resource])));
const byParent = perGraph((graph) => groupBy(graph.resources, ({ parent }) => parent));

/** All resources of a kind, sorted by URN. */
export const ofKind = (graph: Graph, kind: Kind): readonly Resource[] => byKind(graph).get(kind) ?? [];

/** The resource with a URN; undefined if the stack has none. */
export const resourceAt = (graph: Graph, urn: string): Resource | undefined => byUrn(graph).get(urn);

/** Resources whose parent is the given one. */
export const childrenOf = (graph: Graph, urn: string): readonly Resource[] => byParent(graph).get(urn) ?? [];

/** Whether a resource is of one of the kinds. */
export function isKind(resource: Resource, ...kinds: readonly Kind[]): boolean {
  const kind = kindOf(resource.type);
  return kind !== undefined && kinds.includes(kind);
}

/**
 * Whether a resource is a component; the engine does not state it, so the type decides. A resource that depends on a
 * component waits for its children; one that depends on a custom resource does not.
 */
export const isComponent = ({ type }: Resource) => !/^(aws|aws-native|pulumi):/.test(type);
