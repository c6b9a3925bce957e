import type { PackConfig } from "./config";
import { covers } from "./evaluate";
import type { Result } from "./evaluate";

/** A message, on a resource or on the stack. */
interface Notice {
  readonly urn?: string;
  readonly message: string;
}

/**
 * An advisory policy that reports findings other than violations. CrossGuard has one enforcement level per policy, so a
 * mandatory rule cannot report anything that must not stop an update.
 */
export interface Report {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly remediation: string;
  readonly notices: (results: readonly Result[], config: PackConfig) => readonly Notice[];
}

/** Why an acknowledgement has no effect. */
function unmatched(results: readonly Result[], rule: string, resource: string | undefined): string {
  if (resource !== undefined) return ` on ${resource} matches no violation`;
  const open = results.some((result) => result.rule.id === rule && result.violations.length > 0);
  return open ? " names no resource; add the resource of the finding" : " matches no violation";
}

/** The three reports, in the order in which they are shown. */
export const reports: readonly Report[] = [
  {
    id: "acknowledged-findings",
    displayName: "Acknowledged findings",
    description:
      "Violations that the owner of the stack accepts, with the reason, and acknowledgements without a violation.",
    remediation: "Remove an acknowledgement from the settings when its reason no longer applies.",
    notices: (results, { acknowledge = [] }) => {
      const accepted = results.flatMap(({ rule, acknowledged }) =>
        acknowledged.map(({ violation, reason }) => ({ rule: rule.id, violation, reason })),
      );
      const unused = acknowledge.filter(
        (entry) => !accepted.some(({ rule, violation }) => covers(entry, rule, violation)),
      );
      return [
        ...accepted.map(({ rule, violation: { urn, wrong }, reason }) => ({
          urn,
          message: `${rule}: ${wrong}; acknowledged: ${reason}`,
        })),
        ...unused.map(({ rule, resource }) => ({
          message: `acknowledgement of ${rule}${unmatched(results, rule, resource)}`,
        })),
      ];
    },
  },
  {
    id: "undetermined",
    displayName: "Undetermined",
    description: "Checks that cannot be decided in this pass, and the values that they need.",
    remediation: "Run the policies again when the values are known, or add the missing values to the settings.",
    // One notice per rule, and one for all rules that need the same: a large stack would bury its violations under
    // thousands.
    notices: (results) => {
      const byNeed = new Map<string, { readonly urn: string; readonly needs: string; readonly rules: string[] }>();
      for (const { rule, undetermined } of results) {
        const [first, ...others] = undetermined;
        if (first === undefined) continue;
        const needs = others.length === 0 ? first.needs : `${first.needs} (and ${others.length} more)`;
        const notice = byNeed.get(`${first.urn} ${needs}`) ?? { urn: first.urn, needs, rules: [] };
        notice.rules.push(rule.id);
        byNeed.set(`${first.urn} ${needs}`, notice);
      }
      return [...byNeed.values()].map(({ urn, needs, rules }) => ({
        urn,
        message: `${rules.join(", ")}: undetermined: ${needs}`,
      }));
    },
  },
  {
    id: "quota-headroom",
    displayName: "Quota headroom",
    description: "Quotas that are not exceeded, but nearly used up.",
    remediation: "Request a quota increase before adding services, or move services to another VPC or account.",
    notices: (results) =>
      results.flatMap(({ rule, headroom }) =>
        headroom.map(({ urn, used, limit, what }) => ({ urn, message: `${rule.id}: ${used} of ${limit} ${what}` })),
      ),
  },
];
