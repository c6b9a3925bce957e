import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { readRulesOf } from "./listener-rules";
import type { ReadListener, ReadRule } from "./listener-rules";
import { exampleOf } from "./witness";

/** Whether only path patterns decide on a rule; other conditions may distinguish rules. */
const isByPath = ({ methods, others, regexes, needs }: ReadRule) =>
  methods === undefined && others.length === 0 && regexes.length === 0 && needs === undefined;

/** Whether the earlier rules together match all paths of a rule. */
const isCovered = ({ language }: ReadListener, rule: ReadRule, earlier: readonly ReadRule[]) =>
  exampleOf({
    parts: [
      { text: "/", of: "target" },
      { kind: "rest", of: "target" },
    ],
    rules: language,
    accept: rule.positions,
    reject: earlier.flatMap(({ positions }) => positions),
    routes: { tokens: [] },
    taken: [],
  }) === undefined;

/**
 * The earlier rules of a listener that match all requests of a rule; empty if it may get requests. A rule with a
 * condition on more than the path is shadowed too, by rules with conditions on the path only.
 */
export function shadowsOf(graph: Graph, listener: Resource, rule: Resource): readonly Resource[] {
  const read = readRulesOf(graph, listener);
  const own = read.rules.find((each) => each.rule.urn === rule.urn);
  if (own === undefined || own.priority === Infinity || own.needs !== undefined) return [];
  const meeting = read.earlier.get(rule.urn);
  const earlier = read.rules.filter(
    (each) => meeting?.has(each.rule.urn) === true && each.priority < own.priority && isByPath(each),
  );
  if (earlier.length === 0 || !isCovered(read, own, earlier)) return [];
  const alone = earlier.find((each) => isCovered(read, own, [each]));
  return (alone === undefined ? earlier : [alone]).map((each) => each.rule);
}
