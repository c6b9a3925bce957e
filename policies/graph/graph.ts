import { kindOf } from "./kinds";
import type { Kind } from "./kinds";
import type { Resource } from "./resource";

/** The resources of one stack in one pass; everything else about them is derived on demand and kept per graph. */
export interface Graph {
  readonly resources: readonly Resource[];
}

/** Resources in, graph out; nothing is computed yet. */
export const graphOf = (resources: readonly Resource[]): Graph => ({ resources });

/** An index over a graph that is built at its first use and then shared by all rules. */
export function perGraph<T>(build: (graph: Graph) => T): (graph: Graph) => T {
  const built = new WeakMap<Graph, { readonly index: T }>();
  return (graph) => {
    const entry = built.get(graph) ?? { index: build(graph) };
    built.set(graph, entry);
    return entry.index;
  };
}

/** Things grouped under a key; those without one are left out. */
export function groupBy<T>(
  things: readonly T[],
  keyOf: (thing: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key === undefined) continue;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [thing]);
    else members.push(thing);
  }
  return groups;
}

const byKind = perGraph((graph) => groupBy(graph.resources, ({ type }) => kindOf(type)));
const byUrn = perGraph((graph) => new Map(graph.resources.map((resource) => [resource.urn, resource])));
const byParent = perGraph((graph) => groupBy(graph.resources, ({ parent }) => parent));

/** All resources of a kind, in the order of the stack. */
export const ofKind = (graph: Graph, kind: Kind): readonly Resource[] => byKind(graph).get(kind) ?? [];

/** The resource of a URN; undefined if the stack has none. */
export const resourceAt = (graph: Graph, urn: string): Resource | undefined => byUrn(graph).get(urn);

/** Resources whose parent is the given one. */
export const childrenOf = (graph: Graph, urn: string): readonly Resource[] => byParent(graph).get(urn) ?? [];

/** Whether a resource is of one of the kinds. */
export function isKind(resource: Resource, ...kinds: readonly Kind[]): boolean {
  const kind = kindOf(resource.type);
  return kind !== undefined && kinds.includes(kind);
}

/**
 * Whether a resource only groups others. The engine does not say; whoever waits for one waits for its children, which
 * is not so for the children of a resource of the provider.
 */
export const isComponent = ({ type }: Resource) => !/^(aws|aws-native|pulumi):/.test(type);
