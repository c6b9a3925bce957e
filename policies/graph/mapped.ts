import { stagesOf } from "./apis";
import { domainOf, mappingKey, mappingsBeside } from "./domains";
import { isKind } from "./graph";
import type { Graph } from "./graph";
import { labelOf } from "./label";
import { candidates } from "./references";
import type { Resource } from "./resource";
import { known, readBoolean, readElements, readString, readStrings, topLevel } from "./value";

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

const segmentsOf = (path: string) => path.split("/").filter((segment) => segment !== "");

/**
 * The mapping with a longer key that gets all requests for a path below a mapping: API Gateway takes the longest key.
 *
 * @param path - path of a route behind the mapping, or `$default`
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
export function longerMapping(graph: Graph, mapping: Resource, path: string): Resource | undefined {
  const own = isKind(mapping, "routingRule") ? undefined : mappingKey(mapping);
  if (own === undefined || !path.startsWith("/")) return undefined;
  const wanted = segmentsOf(`${own}/${path}`);
  return mappingsBeside(graph, mapping).find((other) => {
    const key = segmentsOf(mappingKey(other) ?? "");
    return key.length > segmentsOf(own).length && key.every((segment, at) => segment === wanted[at]);
  });
}

/**
 * Whether API Gateway uses a mapping or routing rule by the routing mode of its domain name; by default it uses mappings.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-routing-mode.html
 */
export function isUsed(graph: Graph, mapping: Resource): boolean {
  const domain = domainOf(graph, mapping);
  const mode = domain === undefined ? undefined : readString(domain, "routingMode");
  if (mode === undefined || mode.kind === "unknown") return true;
  const value = known(mode) ?? "";
  return isKind(mapping, "routingRule") ? value.startsWith("ROUTING_RULE") : value !== "ROUTING_RULE_ONLY";
}
