import { perGraph } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import { known, readString } from "./graph/value";

/**
 * What a value of `triggers` is. `content`: it contains the uri of an integration. `hash`: it may contain anything, also
 * plain data of the program. `fixed`: a constant, a name or an id, which a change of the API does not change.
 */
export type TriggerKind = "content" | "hash" | "fixed";

const verbs = /^(ANY|GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH)$/;

/** Digests in hexadecimal, commits of Git, times, random numbers and UUIDs. */
const hashes = [
  /^[0-9a-f]{32,128}$/i,
  /^(?=.*[0-9])(?=.*[a-f])[0-9a-f]{7,31}$/,
  /^\d{10,}$/,
  /^0\.\d{8,}$/,
  /^\d{4}-\d\d-\d\dT/,
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
];
/** Lengths of MD5, SHA-1, SHA-256 and SHA-512 in Base64, with and without padding. */
const base64Lengths: ReadonlySet<number> = new Set([22, 24, 27, 28, 43, 44, 86, 88]);

/**
 * A part of a text that changes with each build: a digest, a commit of Git, a date with a time. The ids of EC2 have 8 or
 * 17 digits, so a part of such a length may be one.
 */
const changingPart =
  /^(?:[0-9a-f]{32,128}|(?=.*\d)(?=.*[a-f])(?:[0-9a-f]{7}|[0-9a-f]{9,16})|20\d\d[01]\d[0-3]\d\d{2,})$/i;
/** A date with a counter: `20260105.3`. */
const datedCounter = /\b20\d\d[01]\d[0-3]\d[._-]\d+\b/;

const isHash = (value: string) =>
  value.split(/[^0-9a-z]+/i).some((part) => changingPart.test(part)) ||
  [datedCounter, ...hashes].some((pattern) => pattern.test(value)) ||
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

/** The texts of a value: the leaves of JSON, or its words. */
function textsOf(value: string): readonly string[] {
  const json = parsed(value);
  return json === undefined ? value.split(/[\s,;|]+/) : leavesOf(json);
}

/** The uri of an integration, by which a trigger shows that it follows it; the other values are ids. */
export const contentOf = (integration: Resource): string | undefined => known(readString(integration, "uri"));

/** A value as long as this is a whole body, of which only a part is compared. */
const longLength = 200;

/** Whether a text contains another, and not only as the start of a longer one. */
function contains(value: string, text: string): boolean {
  for (let at = value.indexOf(text); at !== -1; at = value.indexOf(text, at + 1)) {
    if (!/[\w/{.-]/.test(value.charAt(at + text.length))) return true;
  }
  return false;
}

/** Returns a function that says whether one of the values is or contains a text. */
export function textsIn(values: readonly string[]): (text: string) => boolean {
  const exact = new Set([...values, ...values.flatMap(textsOf)]);
  const long = values.filter(({ length }) => length > longLength);
  return (text) => exact.has(text) || long.some((value) => contains(value, text));
}

/**
 * Says what a value of `triggers` is.
 *
 * @param contents - uris of the integrations of the API
 */
export function triggerKind(graph: Graph, value: string, contents: ReadonlySet<string>): TriggerKind {
  const texts = textsOf(value);
  if (contents.has(value) || texts.some((text) => contents.has(text))) return "content";
  if (value.length > longLength && [...contents].some((content) => contains(value, content))) return "content";
  const all = identitiesIn(graph);
  if (all.has(value) || texts.every((text) => text === "" || all.has(text) || verbs.test(text))) return "fixed";
  // A text with the syntax of JSON, paths or URLs is content that the program writes down itself.
  return isHash(value) || !/^[\w.@+ -]*$/.test(value) ? "hash" : "fixed";
}
