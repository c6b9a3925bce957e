import type { PackConfig } from "./config";
import { perGraph } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Rule } from "./rule";

const kept = perGraph(() => new Map<string, ReturnType<Rule["check"]>>());
const texts = new WeakMap<PackConfig, string>();

/** Settings as text: CrossGuard hands every policy an object of its own. */
function textOf(config: PackConfig): string {
  const text = texts.get(config) ?? JSON.stringify(config);
  texts.set(config, text);
  return text;
}

/** What a rule says of a graph, checked once however many ask: the rule itself, reports, and the walk of every request. */
export function cachedOutcome(rule: Rule, graph: Graph, config: PackConfig): ReturnType<Rule["check"]> {
  const memo = kept(graph);
  const key = `${rule.id} ${textOf(config)}`;
  const outcome = memo.get(key) ?? rule.check(graph, config);
  memo.set(key, outcome);
  return outcome;
}
