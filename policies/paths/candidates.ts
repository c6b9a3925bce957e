import type { Graph } from "../graph/graph";
import { conditionMet, regexFits } from "./conditions";
import type { Sender } from "./conditions";
import { mayMeet } from "./listener-rules";
import type { ReadRule } from "./listener-rules";
import { isOpen, literalStart } from "./path-space";
import type { PathSpace } from "./path-space";
import { valuesOf } from "./sent";

/** The requests that a listener gets. */
export interface Asked extends Sender {
  readonly space: PathSpace;
  /** Path that the listener gets, with the markers of the space; undefined if it is unknown. */
  readonly path: string | undefined;
}

/** A rule that may match requests of the route. */
export interface Candidate extends ReadRule {
  /** Verbs of clients with which the rule matches. */
  readonly verbs: readonly string[];
  /** Conditions that depend on the client. */
  readonly client: ReadonlySet<string>;
  /** Undefined if the graph decides all conditions. */
  readonly unknown: string | undefined;
}

/** The rule with what decides on it; undefined if it matches no request of the route. */
export function candidateOf(graph: Graph, rule: ReadRule, asked: Asked): Candidate | undefined {
  const { path } = asked;
  const start = path === undefined ? "" : literalStart(path);
  if (!rule.beginnings.some((beginning) => mayMeet(beginning, start))) return undefined;
  const { method } = valuesOf(asked.integration);
  const verbs = asked.space.verbs.filter((verb) => rule.methods?.includes(method ?? verb) !== false);
  if (verbs.length === 0) return undefined;
  const met = rule.others.map((at) => conditionMet(graph, rule.rule, at, asked));
  if (met.some(({ kind }) => kind === "never")) return undefined;
  const fits =
    rule.regexes.length === 0 || path === undefined || isOpen(path) ? undefined : regexFits(rule.regexes, path, "");
  if (fits === false) return undefined;
  const regexNeeds = `which paths match the regular expression of listener rule ${rule.rule.name}`;
  return {
    ...rule,
    verbs,
    client: new Set(met.flatMap((each) => (each.kind === "some" ? [each.condition] : []))),
    unknown:
      rule.needs ??
      met.flatMap((each) => (each.kind === "unknown" ? [each.needs] : []))[0] ??
      (rule.regexes.length > 0 && fits === undefined ? regexNeeds : undefined),
  };
}

/** Whether a rule matches requests with a verb. */
export const accepts = ({ verbs }: Candidate, verb: string) => verbs.includes(verb);

/** Whether an earlier rule gets all requests of its paths that the later one gets: its other conditions are no more. */
export const precedes = (earlier: Candidate, later: Candidate | undefined) =>
  [...earlier.client].every((condition) => later?.client.has(condition) === true);

/** AWS assigns priorities to rules without one in the order of creation, which the stack does not determine. */
export const isUnordered = (one: Candidate, other: Candidate | undefined) =>
  one !== other && one.priority === Infinity && other?.priority === Infinity;

/** What decides whether requests get a rule, or the default action, instead of other rules. */
export function needsOf(rule: Candidate | undefined, earlier: readonly Candidate[]): string | undefined {
  const open = [...(rule === undefined ? [] : [rule]), ...earlier].find(({ unknown }) => unknown !== undefined);
  const peer = earlier.find((each) => isUnordered(each, rule));
  if (open !== undefined || peer === undefined || rule === undefined) return open?.unknown;
  return `the priorities of listener rules ${peer.rule.name} and ${rule.rule.name}`;
}
