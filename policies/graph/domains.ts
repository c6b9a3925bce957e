import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { candidates, resolve, resourceOf } from "./references";
import type { Resource } from "./resource";
import { known, readElements, readString } from "./value";

const apiKinds = ["httpApi", "restApi", "webSocketApi"] as const;

/** Types that map a domain to an API, of any provider. */
const mappingType = /:(ApiMapping|BasePathMapping|BasePathMappingV2|RoutingRule)$/;

const targetPaths = (mapping: Resource): readonly string[] =>
  isKind(mapping, "routingRule")
    ? (known(readElements(mapping, "actions")) ?? []).map((at) => `${at}.invokeApi.apiId`)
    : [isKind(mapping, "basePathMapping") ? "restApi" : "apiId"];

/** APIs that a mapping may send requests to. */
export function mappedApis(graph: Graph, mapping: Resource): readonly Resource[] {
  const named = targetPaths(mapping).flatMap((path) => resourceOf(resolve(graph, mapping, path, ...apiKinds)) ?? []);
  if (named.length > 0) return named;
  // Other providers use other property names.
  return Object.keys(mapping.propertyDependencies).flatMap((property) =>
    candidates(graph, mapping, property, ...apiKinds),
  );
}

const mappings = perGraph((graph) => {
  const edges = graph.resources
    .filter(({ type }) => mappingType.test(type))
    .flatMap((mapping) => [...new Set(mappedApis(graph, mapping))].map((api) => ({ mapping, api: api.urn })));
  return groupBy(edges, ({ api }) => api);
});

/** Mappings and routing rules in the stack that send requests of a domain to an API. */
export const mappingsOf = (graph: Graph, api: Resource): readonly Resource[] =>
  (mappings(graph).get(api.urn) ?? []).map(({ mapping }) => mapping);

const domainKinds = ["httpDomainName", "restDomainName"] as const;

const byName = perGraph((graph) =>
  groupBy(
    domainKinds.flatMap((kind) => ofKind(graph, kind)),
    (domain) => known(readString(domain, "domainName")),
  ),
);

/**
 * Domain of a mapping in the stack; undefined if it is outside the stack or unknown. A mapping may repeat the name as a
 * text, which several domains have if they are in several Regions.
 */
export function domainOf(graph: Graph, mapping: Resource): Resource | undefined {
  const found = resolve(graph, mapping, "domainName", ...domainKinds);
  if (found.kind !== "id") return resourceOf(found);
  const [only, ...others] = byName(graph).get(found.id) ?? [];
  return others.length === 0 ? only : undefined;
}

/** Domains in the stack that are mapped to an API. */
export const domainsOf = (graph: Graph, api: Resource): readonly Resource[] =>
  mappingsOf(graph, api).flatMap((mapping) => domainOf(graph, mapping) ?? []);

/** Name of the domain of a mapping, or the URN of its resource; undefined if both are unknown. */
export function domainKey(graph: Graph, mapping: Resource): string | undefined {
  const domain = domainOf(graph, mapping);
  const name = domain === undefined ? readString(mapping, "domainName") : readString(domain, "domainName");
  return known(name) ?? domain?.urn;
}

/** Key of a mapping below its domain; undefined if it is unknown. The empty key is the root of the domain. */
export function mappingKey(mapping: Resource): string | undefined {
  const key = readString(mapping, isKind(mapping, "basePathMapping") ? "basePath" : "apiMappingKey");
  if (key.kind === "unknown") return undefined;
  const text = known(key) ?? "";
  return text === "(none)" ? "" : text;
}

/** Mappings of the stack by domain and key, where both are known. */
export const mappingsByKey = perGraph((graph) =>
  groupBy([...ofKind(graph, "apiMapping"), ...ofKind(graph, "basePathMapping")], (mapping) => {
    const [domain, key] = [domainKey(graph, mapping), mappingKey(mapping)];
    if (domain === undefined || key === undefined) return undefined;
    // Two Regions may each have a domain of the same name, and so may private domains of one Region.
    const id = known(readString(mapping, "domainNameId")) ?? mapping.propertyDependencies["domainNameId"]?.join(",");
    return [mapping.provider?.urn, known(readString(mapping, "region")), id, domain, key].join(" ");
  }),
);
