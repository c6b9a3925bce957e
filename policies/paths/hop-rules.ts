import { covers } from "../evaluate";
import { groupBy } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Hop } from "../hops";
import { cachedOutcome } from "../rule-cache";
import type { Rule, Undetermined, Violation } from "../rule";
import type { TraceContext } from "./trace";

type HopFinding = Violation | Undetermined;

const byHop = new WeakMap<readonly Rule[], ReadonlyMap<string, readonly Rule[]>>();

/** Rules of a hop; each list of rules is grouped once. */
function rulesAt(rules: readonly Rule[], hop: Hop): readonly Rule[] {
  const sorted = byHop.get(rules) ?? groupBy(rules, (rule) => rule.hop);
  byHop.set(rules, sorted);
  return sorted.get(hop) ?? [];
}

const byUrn = new WeakMap<object, ReadonlyMap<string, readonly HopFinding[]>>();

/** Findings of a rule by URN; grouped once for all requests. */
function findingsOf(rule: Rule, { graph, config }: TraceContext): ReadonlyMap<string, readonly HopFinding[]> {
  // The cache returns the same outcome for a graph and settings, and the settings include acknowledgements.
  const outcome = cachedOutcome(rule, graph, config);
  const known = byUrn.get(outcome);
  if (known !== undefined) return known;
  const accepted = (found: HopFinding) => config.acknowledge?.some((entry) => covers(entry, rule.id, found)) === true;
  const findings = ("notApplicable" in outcome ? [] : outcome).filter(
    (finding): finding is HopFinding => finding.kind !== "headroom" && !accepted(finding),
  );
  const sorted = groupBy(findings, ({ urn }) => urn);
  byUrn.set(outcome, sorted);
  return sorted;
}

/** Findings of the rules of a hop on the given resources, without acknowledged ones. */
export const findingsAt = (context: TraceContext, hop: Hop, subjects: readonly Resource[]): readonly HopFinding[] =>
  rulesAt(context.rules, hop).flatMap((rule) => {
    const findings = findingsOf(rule, context);
    return subjects.flatMap(({ urn }) => findings.get(urn) ?? []);
  });
