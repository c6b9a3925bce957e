import { blockOf, coverageOf, everything } from "../graph/blocks";
import type { Block } from "../graph/blocks";
import type { Graph } from "../graph/graph";
import { textFits } from "../graph/path-pattern";
import type { Resource } from "../graph/resource";
import { known, read, readElements, readString, readStrings } from "../graph/value";
import { subnetsOf } from "../graph/vpcs";
import { headerOf, queryOf, valuesOf } from "./sent";
import type { Sent } from "./sent";

/** What decides the conditions of a listener rule, beside path and method. */
export interface Sender {
  /** Undefined for a health check. */
  readonly integration: Resource | undefined;
  /** The VPC link or NLB whose addresses are the source; undefined if the source is unknown. */
  readonly from: Resource | undefined;
  /** The subnet of the sender; undefined for requests from any of its subnets. */
  readonly source?: Block;
}

/** Whether requests meet a condition. */
export type Met =
  | { readonly kind: "always" }
  | { readonly kind: "never" }
  /** Depends on the client, by this condition. */
  | { readonly kind: "some"; readonly condition: string }
  | { readonly kind: "unknown"; readonly needs: string };

const always: Met = { kind: "always" };
const never: Met = { kind: "never" };

/** Whether a text matches regular expressions as a whole; undefined if only a part of it does, or one is not valid. */
export function regexFits(regexes: readonly string[], text: string, flags: string): boolean | undefined {
  try {
    const found = regexes.map((regex) => ({
      part: new RegExp(regex, flags).test(text),
      whole: new RegExp(`^(?:${regex})$`, flags).test(text),
    }));
    if (found.some(({ whole }) => whole)) return true;
    return found.some(({ part }) => part) ? undefined : false;
  } catch {
    return undefined;
  }
}

/** Values or regular expressions of a condition; undefined if they are unknown. */
export function expectedBy(
  rule: Resource,
  at: string,
): { readonly values: readonly string[]; readonly regexes: readonly string[] } | undefined {
  const [values, regexes] = [readStrings(rule, `${at}.values`), readStrings(rule, `${at}.regexValues`)];
  if (values.kind === "unknown" || regexes.kind === "unknown") return undefined;
  return { values: known(values) ?? [], regexes: known(regexes) ?? [] };
}

/** Whether a text without regard to case matches a condition; undefined if this is unknown. */
function fitsText(rule: Resource, at: string, text: string): boolean | undefined {
  const expected = expectedBy(rule, at);
  if (expected === undefined) return undefined;
  if (expected.values.some((pattern) => textFits(pattern, text))) return true;
  return expected.regexes.length === 0 ? false : regexFits(expected.regexes, text, "i");
}

const decided = (fits: boolean | undefined, needs: string): Met =>
  fits === undefined ? { kind: "unknown", needs } : fits ? always : never;

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html#host-conditions */
function hostMet(rule: Resource, at: string, { integration }: Sender): Met {
  const { hosts } = valuesOf(integration);
  if (expectedBy(rule, at)?.values.includes("*") === true) return always;
  const needs = `the Host header of requests, which decides on listener rule ${rule.name}`;
  const fits = new Set(hosts.map((host) => fitsText(rule, at, host)));
  return decided(fits.size === 1 ? [...fits][0] : undefined, needs);
}

/** Whether one sent value meets a condition; `test` compares a constant. */
function sentMet(sent: Sent, condition: string, needs: string, test: (value: string) => boolean | undefined): Met {
  if (sent.kind === "client") return { kind: "some", condition };
  if (sent.kind === "absent") return never;
  return decided(sent.kind === "value" ? test(sent.value) : undefined, needs);
}

function headerMet(rule: Resource, at: string, { integration }: Sender): Met {
  const name = known(readString(rule, `${at}.httpHeaderName`));
  const needs = `header ${name ?? ""} of requests, which decides on listener rule ${rule.name}`;
  if (name === undefined) return { kind: "unknown", needs };
  const expected = expectedBy(rule, at);
  const condition = `header ${name.toLowerCase()} ${JSON.stringify(expected)}`;
  return sentMet(headerOf(valuesOf(integration), name), condition, needs, (value) => fitsText(rule, at, value));
}

/** One of the key-value pairs is sufficient. */
function queryMet(rule: Resource, at: string, { integration }: Sender): Met {
  const needs = `the query of requests, which decides on listener rule ${rule.name}`;
  const pairs = (known(readElements(rule, at)) ?? []).map((pair) => ({
    key: readString(rule, `${pair}.key`),
    value: readString(rule, `${pair}.value`),
  }));
  const met = pairs.map(({ key, value }): Met => {
    if (key.kind === "unknown" || value.kind !== "known") return { kind: "unknown", needs };
    const [name, pattern] = [known(key), value.value];
    const condition = `query ${name ?? ""}=${pattern}`;
    if (name === undefined || /[*?]/.test(name)) return { kind: "some", condition };
    return sentMet(queryOf(valuesOf(integration), name), condition, needs, (sent) => textFits(pattern, sent));
  });
  const some = met.flatMap((one) => (one.kind === "some" ? [one.condition] : []));
  if (met.some(({ kind }) => kind === "always")) return always;
  if (some.length > 0) return { kind: "some", condition: some.join(" or ") };
  return met.find(({ kind }) => kind === "unknown") ?? never;
}

/** Blocks of the subnets of a VPC link or load balancer; undefined if one of them is unknown. */
function sourcesOf(graph: Graph, from: Resource | undefined): readonly Block[] | undefined {
  const subnets = from && subnetsOf(graph, from);
  const ranges = (subnets?.references ?? []).flatMap((subnet) =>
    subnet.kind === "resource" ? (blockOf(known(readString(subnet.resource, "cidrBlock")) ?? "") ?? []) : [],
  );
  const isComplete = subnets?.exact === true && ranges.length === subnets.references.length;
  return isComplete && ranges.length > 0 ? ranges : undefined;
}

/** Blocks of a condition on the source address; undefined if one of them is unknown. */
function expectedSources(rule: Resource, at: string): readonly Block[] | undefined {
  const texts = known(readStrings(rule, `${at}.values`)) ?? [];
  const blocks = texts.flatMap((text) => blockOf(text) ?? []);
  return texts.length === 0 || blocks.length < texts.length ? undefined : blocks;
}

/** Requests come from the addresses of the VPC link or NLB, which are in its subnets. */
function sourceMet(graph: Graph, rule: Resource, at: string, { from, source }: Sender): Met {
  const unknown: Met = {
    kind: "unknown",
    needs: `the source addresses of requests, which decide on listener rule ${rule.name}`,
  };
  const blocks = expectedSources(rule, at);
  if (blocks !== undefined && coverageOf(everything(4), blocks) === "all") return always;
  const sources = source === undefined ? sourcesOf(graph, from) : [source];
  if (blocks === undefined || sources === undefined) return unknown;
  const covered = new Set(sources.map((each) => coverageOf(each, blocks)));
  if (covered.size > 1 || covered.has("part")) return unknown;
  return covered.has("all") ? always : never;
}

/**
 * One sender per subnet if conditions of the rules distinguish the subnets, otherwise the sender itself. The client does
 * not decide from which subnet its request comes.
 */
export function sendersOf<T extends Sender>(
  graph: Graph,
  rules: readonly { readonly rule: Resource; readonly others: readonly string[] }[],
  sender: T,
): readonly T[] {
  const conditions = rules.flatMap(({ rule, others }) =>
    others.flatMap((at) => {
      const blocks = expectedSources(rule, `${at}.sourceIp`);
      return blocks === undefined ? [] : [blocks];
    }),
  );
  const sources = conditions.length === 0 ? undefined : sourcesOf(graph, sender.from);
  const coverages = sources?.map((source) => conditions.map((blocks) => coverageOf(source, blocks)).join());
  return sources === undefined || new Set(coverages).size === 1
    ? [sender]
    : sources.map((source) => ({ ...sender, source }));
}

/** Whether requests meet a condition of a listener rule, other than those on path and method. */
export function conditionMet(graph: Graph, rule: Resource, at: string, sender: Sender): Met {
  const has = (property: string) => read(rule, `${at}.${property}`).kind !== "absent";
  if (has("hostHeader")) return hostMet(rule, `${at}.hostHeader`, sender);
  if (has("httpHeader")) return headerMet(rule, `${at}.httpHeader`, sender);
  if (has("queryStrings")) return queryMet(rule, `${at}.queryStrings`, sender);
  if (has("sourceIp")) return sourceMet(graph, rule, `${at}.sourceIp`, sender);
  return { kind: "unknown", needs: `the conditions of listener rule ${rule.name}` };
}
