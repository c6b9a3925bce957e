import { childrenOf, isComponent, isKind, perGraph, perResource, resourceAt } from "./graph";
import type { Graph } from "./graph";
import type { Kind } from "./kinds";
import type { Resource } from "./resource";
import { holdsUnknown, known, readElements, readString, topLevel } from "./value";

/** What a property refers to. `id`: a resource outside the stack, with its id or ARN. */
export type Reference =
  | { readonly kind: "resource"; readonly resource: Resource }
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "undetermined"; readonly why: string }
  | { readonly kind: "absent" };

/** What a list refers to. If not `exact`, the list refers to some of these, but which ones is unknown. */
export interface References {
  readonly references: readonly Reference[];
  readonly exact: boolean;
}

const identities = (resource: Resource) => ["id", "arn"].flatMap((output) => known(readString(resource, output)) ?? []);

const byIdentity = perGraph((graph) => {
  const index = new Map<string, Resource[]>();
  for (const resource of graph.resources) {
    for (const identity of new Set(identities(resource))) {
      index.set(identity, [...(index.get(identity) ?? []), resource]);
    }
  }
  return index;
});

function identified(graph: Graph, value: string, kinds: readonly Kind[]): Resource | undefined {
  const index = byIdentity(graph);
  // The target of a route is `integrations/ID`.
  const found = index.get(value) ?? index.get(value.slice(value.lastIndexOf("/") + 1)) ?? [];
  return found.find((resource) => isKind(resource, ...kinds));
}

function descendants(graph: Graph, component: Resource): readonly Resource[] {
  return childrenOf(graph, component.urn).flatMap((child) => [child, ...descendants(graph, child)]);
}

/**
 * Resources of the kinds that a top-level property depends on. If there are none: those that the same property of an
 * intermediate resource depends on (`resourceId: method.resourceId`), or those inside an intermediate component.
 */
export const candidates = (
  graph: Graph,
  owner: Resource,
  property: string,
  ...kinds: readonly Kind[]
): readonly Resource[] => candidatesAt(graph, owner, [property, ...kinds].join("\n"));

const candidatesAt = perResource((graph, owner, key): readonly Resource[] => {
  const [property = "", ...rest] = key.split("\n");
  const kinds = rest as readonly Kind[];
  const seen = new Set<string>();
  const look = (resource: Resource): readonly Resource[] => {
    if (seen.has(resource.urn)) return [];
    seen.add(resource.urn);
    const sources = (resource.propertyDependencies[property] ?? []).flatMap((urn) => resourceAt(graph, urn) ?? []);
    const direct = sources.filter((source) => isKind(source, ...kinds));
    if (direct.length > 0) return direct;
    const echoed = sources.flatMap(look);
    if (echoed.length > 0) return echoed;
    return sources
      .filter(isComponent)
      .flatMap((component) => descendants(graph, component).filter((inner) => isKind(inner, ...kinds)));
  };
  return [...new Set(look(owner))];
});

const asResource = (resource: Resource): Reference => ({ kind: "resource", resource });

/** What the value at a property path refers to, among resources of the kinds. */
export const resolve = (graph: Graph, owner: Resource, path: string, ...kinds: readonly Kind[]): Reference =>
  resolvedAt(graph, owner, [path, ...kinds].join("\n"));

const resolvedAt = perResource((graph, owner, key): Reference => {
  const [path = "", ...rest] = key.split("\n");
  const kinds = rest as readonly Kind[];
  const value = readString(owner, path);
  if (value.kind === "absent") return { kind: "absent" };
  const property = topLevel(path);
  const found = value.kind === "known" ? identified(graph, value.value, kinds) : undefined;
  if (found !== undefined) return asResource(found);
  const possible = candidates(graph, owner, property, ...kinds);
  if (value.kind === "unknown") {
    if (possible.length === 1 && possible[0] !== undefined) return asResource(possible[0]);
    const why = possible.length === 0 ? "comes from outside the stack" : `is one of ${possible.length} resources`;
    return { kind: "undetermined", why: `${path} of ${owner.name} ${why}` };
  }
  // Next to an unknown value, a known one does not refer to a resource that does not exist yet.
  const unnamed = holdsUnknown(owner, property)
    ? []
    : possible.filter((candidate) => identities(candidate).length === 0);
  if (unnamed.length === 0) return { kind: "id", id: value.value };
  if (unnamed.length === 1 && unnamed[0] !== undefined) return asResource(unnamed[0]);
  return { kind: "undetermined", why: `${path} of ${owner.name} is one of ${unnamed.length} resources` };
});

/** Key of a reference, equal for equal references; undefined if it is undetermined or absent. */
export function referenceKey(reference: Reference): string | undefined {
  if (reference.kind === "resource") return reference.resource.urn;
  return reference.kind === "id" ? reference.id : undefined;
}

const distinct = (references: readonly Reference[]) => [
  ...new Map(references.map((reference) => [referenceKey(reference) ?? reference, reference])).values(),
];

/** What the values at several paths under one top-level property refer to, each once. */
export function resolvePaths(
  graph: Graph,
  owner: Resource,
  paths: readonly string[],
  ...kinds: readonly Kind[]
): References {
  const resolved = paths.map((path) => resolve(graph, owner, path, ...kinds)).filter(({ kind }) => kind !== "absent");
  const determined = distinct(resolved.filter(({ kind }) => kind !== "undetermined"));
  const open = resolved.length - resolved.filter(({ kind }) => kind !== "undetermined").length;
  const [first] = paths;
  if (open === 0 || first === undefined) return { references: determined, exact: true };
  const taken = new Set(determined.map(referenceKey));
  const rest = candidates(graph, owner, topLevel(first), ...kinds).filter(({ urn }) => !taken.has(urn));
  const references = rest.length === 0 ? resolved : [...determined, ...rest.map(asResource)];
  return { references: distinct(references), exact: rest.length === open };
}

/**
 * What the elements of a list refer to, each once. A list names no resource twice, so of more unknown elements than
 * candidates, some refer to a resource of a type that is not read.
 */
export function resolveList(graph: Graph, owner: Resource, path: string, ...kinds: readonly Kind[]): References {
  const elements = readElements(owner, path);
  if (elements.kind === "known") {
    const resolved = resolvePaths(graph, owner, elements.value, ...kinds);
    if (elements.value.length < 2) return resolved;
    const named = elements.value.filter((element) => resolve(graph, owner, element, ...kinds).kind === "resource");
    // Unknown elements are all different; so are known ones, unless the program repeats a value.
    const values = new Set(named.map((element) => known(readString(owner, element)) ?? element));
    const resources = new Set(named.map((element) => referenceKey(resolve(graph, owner, element, ...kinds))));
    if (values.size <= resources.size) return resolved;
    const other: Reference = {
      kind: "undetermined",
      why: `${path} of ${owner.name} refers to a type that is not read`,
    };
    return { references: [...resolved.references, other], exact: false };
  }
  if (elements.kind === "absent") return { references: [], exact: true };
  const possible = candidates(graph, owner, topLevel(path), ...kinds).map(asResource);
  const outside: Reference = { kind: "undetermined", why: `${path} of ${owner.name} comes from outside the stack` };
  return { references: possible.length === 0 ? [outside] : possible, exact: false };
}

/** The resources among references. */
export const resourcesIn = (references: readonly Reference[]): readonly Resource[] =>
  references.flatMap((reference) => (reference.kind === "resource" ? [reference.resource] : []));

/** The resource of a reference; undefined for other references. */
export const resourceOf = (reference: Reference): Resource | undefined =>
  reference.kind === "resource" ? reference.resource : undefined;
