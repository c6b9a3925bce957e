import type { Acknowledgement, PackConfig } from "./config";
import { graphOf } from "./graph/graph";
import type { Graph } from "./graph/graph";
import { registeredUrn } from "./graph/registered";
import type { Resource } from "./graph/resource";
import { cachedOutcome } from "./rule-cache";
import type { CompleteFinding, Headroom, Rule, Undetermined, Violation } from "./rule";

/** A violation that the owner of the stack accepts, with the reason. */
interface Acknowledged {
  readonly violation: Violation;
  readonly reason: string;
}

/** The result of one rule for a stack. */
export interface Result {
  readonly rule: Rule;
  readonly verdict: "violation" | "pass" | "not-applicable";
  /** Why the rule does not apply. */
  readonly reason?: string;
  readonly violations: readonly Violation[];
  readonly acknowledged: readonly Acknowledged[];
  readonly undetermined: readonly Undetermined[];
  readonly headroom: readonly Headroom[];
}

const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);

/**
 * Whether an acknowledgement covers a finding of a rule. A finding on a quota of the account is covered without a
 * resource, and by any resource that counts.
 */
export function covers(
  acknowledgement: Acknowledgement,
  rule: string,
  { urn, counted, also }: Pick<Violation, "urn" | "counted" | "also">,
): boolean {
  const { resource } = acknowledgement;
  if (acknowledgement.rule !== rule) return false;
  if (resource === undefined) return counted !== undefined;
  return [urn, ...(counted ?? []), ...(also ?? [])]
    .map(registeredUrn)
    .some((one) => resource === one || resource === nameOf(one));
}

/** Evaluates one rule; acknowledged violations are returned separately. */
export function judge(rule: Rule, graph: Graph, config: PackConfig): Result {
  const outcome = cachedOutcome(rule, graph, config);
  const empty = { rule, violations: [], acknowledged: [], undetermined: [], headroom: [] } as const;
  if ("notApplicable" in outcome) return { ...empty, verdict: "not-applicable", reason: outcome.notApplicable };
  const of = <K extends CompleteFinding["kind"]>(kind: K) =>
    outcome
      .filter((finding): finding is Extract<CompleteFinding, { kind: K }> => finding.kind === kind)
      .map((finding) => ({ ...finding, urn: registeredUrn(finding.urn) }));
  const reasonFor = (found: Violation) => config.acknowledge?.find((entry) => covers(entry, rule.id, found))?.reason;
  const violations = of("violation").filter((finding) => reasonFor(finding) === undefined);
  return {
    rule,
    verdict: violations.length > 0 ? "violation" : "pass",
    violations,
    acknowledged: of("violation").flatMap((found) => {
      const reason = reasonFor(found);
      return reason === undefined ? [] : [{ violation: found, reason }];
    }),
    undetermined: of("undetermined"),
    headroom: of("headroom"),
  };
}

/** Evaluates rules on one graph of the resources; returns one result per rule, in the order of the rules. */
export function evaluate(
  rules: readonly Rule[],
  resources: readonly Resource[],
  config: PackConfig = {},
): readonly Result[] {
  const graph = graphOf(resources);
  return rules.map((rule) => judge(rule, graph, config));
}
