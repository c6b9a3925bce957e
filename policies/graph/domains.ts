import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { placeOf } from "./places";
import { candidates, resolve, resourceOf } from "./references";
import type { Resource } from "./resource";
import { isSet, known, readElements, readString, readStrings } from "./value";

/** Kinds of APIs. */
export const apiKinds = ["httpApi", "restApi", "webSocketApi"] as const;

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

/** Kinds of domain names. */
export const domainKinds = ["httpDomainName", "restDomainName"] as const;

/** Endpoint type of a domain name; undefined if it is unknown. Its certificate decides if no type is stated. */
export function endpointOf(domain: Resource): string | undefined {
  if (isKind(domain, "httpDomainName")) return known(readString(domain, "domainNameConfiguration.endpointType"));
  const [stated] = known(readStrings(domain, "endpointConfiguration.types")) ?? [];
  return stated ?? (isSet(domain, "certificateArn") ? "EDGE" : undefined);
}

/** Security policy of a REST API or domain name; undefined if it is unknown or left to AWS. */
export const securityPolicyOf = (resource: Resource): string | undefined =>
  known(
    readString(
      resource,
      isKind(resource, "httpDomainName") ? "domainNameConfiguration.securityPolicy" : "securityPolicy",
    ),
  );

/**
 * Whether a security policy is one of those that need an access mode.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
 */
export const isEnhanced = (policy: string): boolean => policy.startsWith("SecurityPolicy_");

/** Hosted zone of the target of a domain name; undefined if it is unknown or depends on the endpoint type. */
export function zoneIdOf(domain: Resource): string | undefined {
  if (isKind(domain, "httpDomainName")) return known(readString(domain, "domainNameConfiguration.hostedZoneId"));
  return known(readString(domain, endpointOf(domain) === "EDGE" ? "cloudfrontZoneId" : "regionalZoneId"));
}

/** Whether clients of a domain name need a certificate (mutual TLS). */
export const requiresClientCertificate = (domain: Resource): boolean =>
  isSet(domain, "mutualTlsAuthentication.truststoreUri");

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

const mappingsByDomain = perGraph((graph) =>
  groupBy(
    [...ofKind(graph, "apiMapping"), ...ofKind(graph, "basePathMapping"), ...ofKind(graph, "routingRule")],
    (mapping) => domainOf(graph, mapping)?.urn,
  ),
);

/** APIs in the stack that a domain name is mapped to. */
export const apisOfDomain = (graph: Graph, domain: Resource): readonly Resource[] =>
  (mappingsByDomain(graph).get(domain.urn) ?? []).flatMap((mapping) => mappedApis(graph, mapping));

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

/** What two mappings of one domain name have in common; undefined if the domain name is unknown. */
function domainIdentity(graph: Graph, mapping: Resource): string | undefined {
  const domain = domainKey(graph, mapping);
  const own = domainOf(graph, mapping);
  if (domain === undefined || own !== undefined) return own?.urn;
  // Two Regions may each have a domain of the same name, and so may private domains of one Region.
  const id = known(readString(mapping, "domainNameId")) ?? mapping.propertyDependencies["domainNameId"]?.join(",");
  return [placeOf(graph, mapping).key, id, domain].join(" ");
}

const keyed = (graph: Graph) => [...ofKind(graph, "apiMapping"), ...ofKind(graph, "basePathMapping")];

const keyedByDomain = perGraph((graph) => groupBy(keyed(graph), (mapping) => domainIdentity(graph, mapping)));

/** Mappings of the stack with the domain name of a mapping, without routing rules. */
export const mappingsBeside = (graph: Graph, mapping: Resource): readonly Resource[] =>
  keyedByDomain(graph).get(domainIdentity(graph, mapping) ?? "") ?? [];

/** Mappings of the stack by domain and key, where both are known. */
export const mappingsByKey = perGraph((graph) =>
  groupBy(keyed(graph), (mapping) => {
    const [domain, key] = [domainIdentity(graph, mapping), mappingKey(mapping)];
    return domain === undefined || key === undefined ? undefined : `${domain} ${key}`;
  }),
);
