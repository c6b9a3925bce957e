import { perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { rulesOf } from "../graph/load-balancers";
import type { Resource } from "../graph/resource";
import { known, read, readElements, readNumber, readStrings } from "../graph/value";
import { expectedBy } from "./conditions";
import { elbTokens, languageOf } from "./language";
import type { Language, Positions } from "./language";
import { regexTokens } from "./regex-tokens";

/** A listener rule, read once for all requests. */
export interface ReadRule {
  readonly rule: Resource;
  readonly priority: number;
  /** Of its path patterns; a rule without a condition on the path has the pattern `*`. */
  readonly positions: Positions;
  /** Path patterns up to their first wildcard. */
  readonly beginnings: readonly string[];
  /** Undefined if the rule has no condition on the method. */
  readonly methods: readonly string[] | undefined;
  /** Paths of its other conditions. */
  readonly others: readonly string[];
  /** Regular expressions on the path that are decided only for a single path. */
  readonly regexes: readonly string[];
  /** A value of a condition is unknown: the rule may match. */
  readonly needs: string | undefined;
}

/** The rules of a listener in the order of evaluation, and all their path patterns. */
export interface ReadListener {
  readonly rules: readonly ReadRule[];
  readonly language: Language;
  /** By the URN of a rule: the rules that may be before it and match the same paths. */
  readonly earlier: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of the pattern that matches all paths, for the default action. */
  readonly everything: Positions;
}

/** Rules without a priority are evaluated last: AWS assigns them the next free one. */
const priorityOf = (rule: Resource) => known(readNumber(rule, "priority")) ?? Infinity;

interface Conditions extends Omit<ReadRule, "positions"> {
  readonly patterns: readonly (readonly string[])[];
}

const unread = (rule: Resource): Conditions => ({
  rule,
  priority: priorityOf(rule),
  patterns: [elbTokens("*")],
  beginnings: [""],
  methods: undefined,
  others: [],
  regexes: [],
  needs: `the conditions of listener rule ${rule.name}`,
});

/** Patterns of a condition on the path; regular expressions that cannot be read as patterns match any path for now. */
function pathsOf(path: ReturnType<typeof expectedBy>): Pick<Conditions, "patterns" | "beginnings" | "regexes"> {
  const { values = [], regexes = [] } = path ?? {};
  const read = regexes.map((regex) => ({ regex, tokens: regexTokens(regex) }));
  const irregular = read.filter(({ tokens }) => tokens === undefined).map(({ regex }) => regex);
  const tokens = [...values.map(elbTokens), ...read.flatMap((each) => each.tokens ?? [])];
  return {
    patterns: path === undefined || irregular.length > 0 ? [elbTokens("*")] : tokens,
    beginnings:
      path === undefined || regexes.length > 0 ? [""] : values.map((value) => value.split(/[*?]/, 1)[0] ?? ""),
    regexes: irregular,
  };
}

function conditionsOf(rule: Resource): Conditions {
  const all = readElements(rule, "conditions");
  if (all.kind === "unknown") return unread(rule);
  const conditions = known(all) ?? [];
  const on = (property: string) => conditions.filter((at) => read(rule, `${at}.${property}`).kind !== "absent");
  const [paths, methods] = [on("pathPattern"), on("httpRequestMethod")];
  const [path] = paths.map((at) => expectedBy(rule, `${at}.pathPattern`));
  const [verbs] = methods.map((at) => readStrings(rule, `${at}.httpRequestMethod.values`));
  const isUnread = (paths.length > 0 && path === undefined) || verbs?.kind === "unknown";
  // AWS takes one condition on the path and one on the method.
  if (isUnread || paths.length > 1 || methods.length > 1) return unread(rule);
  return {
    rule,
    priority: priorityOf(rule),
    ...pathsOf(path),
    methods: verbs === undefined ? undefined : known(verbs),
    others: conditions.filter((at) => !paths.includes(at) && !methods.includes(at)),
    needs: undefined,
  };
}

/** Whether the literal beginnings of two paths exclude each other; a fast test before the exact one. */
export const mayMeet = (left: string, right: string) => left.startsWith(right) || right.startsWith(left);

const meet = (left: ReadRule, right: ReadRule) =>
  left.beginnings.some((one) => right.beginnings.some((other) => mayMeet(one, other)));

/** Neither has a priority. */
const isLast = (left: ReadRule, right: ReadRule) => left.priority === Infinity && right.priority === Infinity;

const earlierOf = (rules: readonly ReadRule[]) =>
  new Map(
    rules.map((rule, index): [string, ReadonlySet<string>] => {
      const before = rules.filter(
        (other, place) => other !== rule && (place < index || isLast(rule, other)) && meet(rule, other),
      );
      return [rule.rule.urn, new Set(before.map(({ rule: { urn } }) => urn))];
    }),
  );

function readListener(graph: Graph, listener: Resource): ReadListener {
  const conditions = rulesOf(graph, listener)
    .map(conditionsOf)
    .sort((left, right) => left.priority - right.priority || (left.rule.urn < right.rule.urn ? -1 : 1));
  const { tokens, starts } = languageOf([...conditions.flatMap(({ patterns }) => patterns), elbTokens("*")]);
  let next = 0;
  const rules = conditions.map(({ patterns, ...rule }): ReadRule => {
    const positions = starts.slice(next, next + patterns.length);
    next += patterns.length;
    return { ...rule, positions };
  });
  return { rules, language: { tokens }, earlier: earlierOf(rules), everything: starts.slice(-1) };
}

const cached = perGraph(() => new Map<string, ReadListener>());

/** The rules of a listener in the stack, without its default action. */
export function readRulesOf(graph: Graph, listener: Resource): ReadListener {
  const found = cached(graph).get(listener.urn) ?? readListener(graph, listener);
  cached(graph).set(listener.urn, found);
  return found;
}
