import { perGraph } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import { known, readString } from "./graph/value";

/**
 * What a value of `triggers` is. `content`: it contains values of an integration. `hash`: it may contain anything, also
 * plain data of the program. `fixed`: a constant, a name or an id, which a change of the API does not change.
 */
export type TriggerKind = "content" | "hash" | "fixed";

const verbs = /^(ANY|GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH)$/;

/** Digests in hexadecimal, dates, times, UUIDs, and commits of Git. */
const hashes = [
  /^[0-9a-f]{32,128}$/i,
  /^(?=.*[0-9])(?=.*[a-f])[0-9a-f]{7,31}$/,
  /^\d{10,}$/,
  /^\d{4}-\d\d-\d\dT/,
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
];
/** Lengths of MD5, SHA-1, SHA-256 and SHA-512 in Base64, with and without padding. */
const base64Lengths: ReadonlySet<number> = new Set([22, 24, 27, 28, 43, 44, 86, 88]);

const isHash = (value: string) =>
  hashes.some((pattern) => pattern.test(value)) ||
  (base64Lengths.has(value.length) && /^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)[\w+/-]+=*$/.test(value));

const identities = ["id", "arn", "rootResourceId", "name"];

/** Ids, ARNs, URNs and names of all resources. */
const identitiesIn = perGraph(
  (graph) =>
    new Set(
      graph.resources.flatMap((resource) => [
        resource.urn,
        resource.name,
        ...identities.flatMap((property) => known(readString(resource, property)) ?? []),
      ]),
    ),
);

function leavesOf(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.values(value).flatMap(leavesOf);
}

function parsed(value: string): object | undefined {
  if (!/^\s*[[{]/.test(value)) return undefined;
  try {
    return JSON.parse(value) as object;
  } catch {
    return undefined;
  }
}

/** Values of an integration by which a trigger shows that it follows it. */
export const contentsOf = (integration: Resource): readonly string[] =>
  ["uri", "integrationTarget", "connectionId"]
    .flatMap((property) => known(readString(integration, property)) ?? [])
    .filter((content) => content.length > 5);

/**
 * Says what a value of `triggers` is.
 *
 * @param contents - values of the integrations of the API
 */
export function triggerKind(graph: Graph, value: string, contents: readonly string[]): TriggerKind {
  if (contents.some((content) => value.includes(content))) return "content";
  const all = identitiesIn(graph);
  const json = parsed(value);
  const leaves = json === undefined ? value.split(/[\s,;|]+/) : leavesOf(json);
  if (all.has(value) || leaves.every((leaf) => leaf === "" || all.has(leaf) || verbs.test(leaf))) return "fixed";
  if (json !== undefined || isHash(value)) return "hash";
  // A text with the syntax of paths, URLs or code is content that the program writes down itself.
  return /^[\w.@+ -]*$/.test(value) ? "fixed" : "hash";
}
