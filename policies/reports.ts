import type { PackConfig } from "./config";
import { covers } from "./evaluate";
import type { Result } from "./evaluate";

/** A line about a resource, at a level of its own. */
interface Notice {
  readonly urn?: string;
  readonly message: string;
}

/**
 * An advisory policy that tells what the rules found beside violations. CrossGuard reports at one level per policy, so
 * what must not stop an update cannot be said by a mandatory rule itself.
 */
export interface Report {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly remediation: string;
  readonly notices: (results: readonly Result[], config: PackConfig) => readonly Notice[];
}

/** The three reports, in the order in which they are shown. */
export const reports: readonly Report[] = [
  {
    id: "acknowledged-findings",
    displayName: "Acknowledged findings",
    description: "Findings that the stack's owner accepts, with the reason; and acknowledgements that meet no finding.",
    remediation: "Remove an acknowledgement from the settings once its reason is gone.",
    notices: (results, { acknowledge = [] }) => {
      const met = results.flatMap(({ rule, acknowledged }) =>
        acknowledged.map(({ violation: { urn, wrong }, reason }) => ({ rule: rule.id, urn, wrong, reason })),
      );
      const idle = acknowledge.filter((entry) => !met.some(({ rule, urn }) => covers(entry, rule, urn)));
      return [
        ...met.map(({ rule, urn, wrong, reason }) => ({ urn, message: `${rule}: ${wrong}; acknowledged: ${reason}` })),
        ...idle.map(({ rule, resource }) => ({
          message: `acknowledgement of ${rule} on ${resource} meets no finding`,
        })),
      ];
    },
  },
  {
    id: "undetermined",
    displayName: "Undetermined",
    description: "What the rules cannot judge in this pass, and what would have to be known.",
    remediation:
      "Judge the same stack again once the values are known, or give what the notice asks for in the settings.",
    // One notice per rule: a large stack would bury its violations under thousands.
    notices: (results) =>
      results.flatMap(({ rule, undetermined: [first, ...others] }) => {
        if (first === undefined) return [];
        const more = others.length === 0 ? "" : `; and so on for ${others.length} more`;
        return [{ urn: first.urn, message: `${rule.id}: undetermined, ${first.needs}${more}` }];
      }),
  },
  {
    id: "quota-headroom",
    displayName: "Quota headroom",
    description: "Quotas that are kept, but nearly used up.",
    remediation: "Ask AWS to raise the quota before the next service, or move services to another VPC or account.",
    notices: (results) =>
      results.flatMap(({ rule, headroom }) =>
        headroom.map(({ urn, used, limit, what }) => ({ urn, message: `${rule.id}: ${used} of ${limit} ${what}` })),
      ),
  },
];
