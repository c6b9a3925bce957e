import { stagesOf } from "./apis";
import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { labelOf } from "./label";
import { candidates, resolve, resourceOf } from "./references";
import type { Resource } from "./resource";
import { known, readBoolean, readElements, readString, readStrings, topLevel } from "./value";

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
function domainKey(graph: Graph, mapping: Resource): string | undefined {
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

const nameOfStage = (stage: Resource) => readString(stage, isKind(stage, "restStage") ? "stageName" : "name");

/** Paths of the stages that a mapping names. */
const stagePaths = (mapping: Resource): readonly string[] =>
  isKind(mapping, "routingRule")
    ? (known(readElements(mapping, "actions")) ?? []).map((at) => `${at}.invokeApi.stage`)
    : [isKind(mapping, "basePathMapping") ? "stageName" : "stage"];

/** The stage to which a mapping sends requests of an API, or the value that is needed to know it. */
export function mappedStage(
  graph: Graph,
  api: Resource,
  mapping: Resource,
): { readonly stage: Resource | undefined; readonly needs?: string } {
  const stages = stagesOf(graph, api);
  const [first] = stages;
  const [path = "stage"] = stagePaths(mapping);
  const named = readString(mapping, path);
  // Clients of a base path mapping without a stage name the stage in the path.
  if (stages.length < 2 && named.kind !== "known") return { stage: first };
  const needs = `the stage that ${labelOf(mapping)} names`;
  if (named.kind === "known") {
    const stage = stages.find((one) => known(nameOfStage(one)) === named.value);
    if (stage !== undefined) return { stage };
    const isOpen = stages.length === 0 || stages.some((one) => nameOfStage(one).kind !== "known");
    return isOpen
      ? { stage: first }
      : { stage: first, needs: `stage ${named.value} of ${labelOf(api)}, which is not in the stack` };
  }
  const possible = candidates(graph, mapping, topLevel(path), "restStage", "httpStage", "webSocketStage");
  const [only, ...others] = possible.filter(({ urn }) => stages.some((one) => one.urn === urn));
  return only !== undefined && others.length === 0 ? { stage: only } : { stage: first, needs };
}

/** Base path of a routing rule, and whether API Gateway removes it. */
function routedPath(rule: Resource): { readonly path: string | undefined; readonly isRemoved: boolean } {
  const conditions = known(readElements(rule, "conditions")) ?? [];
  const [paths] = conditions.flatMap((at) =>
    (known(readElements(rule, `${at}.matchBasePaths`)) ?? []).map((match) => readStrings(rule, `${match}.anyOfs`)),
  );
  const [action] = known(readElements(rule, "actions")) ?? [];
  const isRemoved = known(readBoolean(rule, `${action ?? "actions"}.invokeApi.stripBasePath`)) === true;
  return { path: paths === undefined ? "" : known(paths)?.[0], isRemoved };
}

/** Where a mapping or routing rule sends requests to an API. */
export interface Mapped {
  /** Path that requests begin with, and that API Gateway removes; undefined if it is unknown. */
  readonly removed: string | undefined;
  /** Path that requests begin with, and that stays. */
  readonly kept: string;
}

/** Paths by which a mapping or routing rule distinguishes requests. */
export function mappedPaths(mapping: Resource): Mapped {
  if (!isKind(mapping, "routingRule")) return { removed: mappingKey(mapping), kept: "" };
  const { path, isRemoved } = routedPath(mapping);
  return isRemoved || path === undefined ? { removed: path, kept: "" } : { removed: "", kept: path };
}
