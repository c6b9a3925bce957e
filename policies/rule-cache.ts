import type { PackConfig } from "./config";
import { perGraph } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Rule } from "./rule";

const kept = perGraph(() => new Map<string, ReturnType<Rule["check"]>>());
const texts = new WeakMap<PackConfig, string>();

/** The cache key needs the content: CrossGuard passes a separate object to every policy. */
function textOf(config: PackConfig): string {
  const text = texts.get(config) ?? JSON.stringify(config);
  texts.set(config, text);
  return text;
}

/** The outcome of a rule, computed once for the rule itself, the reports and the trace of every request. */
export function cachedOutcome(rule: Rule, graph: Graph, config: PackConfig): ReturnType<Rule["check"]> {
  const memo = kept(graph);
  const key = `${rule.id} ${textOf(config)}`;
  const outcome = memo.get(key) ?? rule.check(graph, config);
  memo.set(key, outcome);
  return outcome;
}
