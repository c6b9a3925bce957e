import type { PackConfig } from "./config";
import { perGraph } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { CompleteFinding, NotApplicable, Rule } from "./rule";

type CompleteOutcome = readonly CompleteFinding[] | NotApplicable;

const kept = perGraph(() => new Map<string, CompleteOutcome>());
const texts = new WeakMap<PackConfig, string>();

/** The cache key needs the content: CrossGuard passes a separate object to every policy. */
function textOf(config: PackConfig): string {
  const text = texts.get(config) ?? JSON.stringify(config);
  texts.set(config, text);
  return text;
}

function check(rule: Rule, graph: Graph, config: PackConfig): CompleteOutcome {
  const outcome = rule.check(graph, config);
  if ("notApplicable" in outcome) return outcome;
  return outcome.map((finding) =>
    finding.kind === "violation" ? { ...finding, fix: finding.fix ?? rule.remediation } : finding,
  );
}

/**
 * The outcome of a rule, computed once for the rule itself, the reports and the trace of every request. A violation
 * without its own fix has the remediation of the rule.
 */
export function cachedOutcome(rule: Rule, graph: Graph, config: PackConfig): CompleteOutcome {
  const memo = kept(graph);
  const key = `${rule.id} ${textOf(config)}`;
  const outcome = memo.get(key) ?? check(rule, graph, config);
  memo.set(key, outcome);
  return outcome;
}
