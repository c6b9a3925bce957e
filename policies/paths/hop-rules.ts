import { covers } from "../evaluate";
import type { PackConfig } from "../config";
import { groupBy, perGraph } from "../graph/graph";
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

type ByUrn = ReadonlyMap<string, readonly HopFinding[]>;

/** Findings of a rule by URN. */
function findingsOf(rule: Rule, { graph, config }: TraceContext): ByUrn {
  const outcome = cachedOutcome(rule, graph, config);
  const accepted = (found: HopFinding) => config.acknowledge?.some((entry) => covers(entry, rule.id, found)) === true;
  const findings = ("notApplicable" in outcome ? [] : outcome).filter(
    (finding): finding is HopFinding => finding.kind !== "headroom" && !accepted(finding),
  );
  return groupBy(findings, ({ urn }) => urn);
}

const kept = perGraph(() => new WeakMap<PackConfig, WeakMap<readonly Rule[], Map<Hop, readonly ByUrn[]>>>());

/** Findings of each rule of a hop that has some; grouped once for all requests. */
function findingsOfHop(context: TraceContext, hop: Hop): readonly ByUrn[] {
  const { graph, config, rules } = context;
  const byRules = kept(graph).get(config) ?? new WeakMap<readonly Rule[], Map<Hop, readonly ByUrn[]>>();
  kept(graph).set(config, byRules);
  const byHop = byRules.get(rules) ?? new Map<Hop, readonly ByUrn[]>();
  byRules.set(rules, byHop);
  const found =
    byHop.get(hop) ??
    rulesAt(rules, hop)
      .map((rule) => findingsOf(rule, context))
      .filter(({ size }) => size > 0);
  byHop.set(hop, found);
  return found;
}

/** Findings of the rules of a hop on the given resources, without acknowledged ones. */
export const findingsAt = (context: TraceContext, hop: Hop, subjects: readonly Resource[]): readonly HopFinding[] =>
  findingsOfHop(context, hop).flatMap((findings) => subjects.flatMap(({ urn }) => findings.get(urn) ?? []));
