import type { PackConfig } from "./config";
import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import type { Hop } from "./hops";

/** What is wrong with a resource, in one sentence, and how to fix it. */
export interface Violation {
  readonly kind: "violation";
  readonly urn: string;
  readonly wrong: string;
  readonly fix: string;
  /** Only for a quota of the account: URNs of the resources that count. */
  readonly counted?: readonly string[];
  /** URNs of other resources by which an acknowledgement may name the finding, such as the users of a role. */
  readonly also?: readonly string[];
}

/** A check that this pass cannot decide, and the value that it needs. */
export interface Undetermined {
  readonly kind: "undetermined";
  readonly urn: string;
  readonly needs: string;
}

/** A quota that is nearly used up. */
export interface Headroom {
  readonly kind: "headroom";
  readonly urn: string;
  readonly used: number;
  readonly limit: number;
  readonly what: string;
}

/** A violation as a rule reports it; without `fix`, the remediation of the rule is the fix. */
type ReportedViolation = Omit<Violation, "fix"> & Partial<Pick<Violation, "fix">>;

/** What a rule reports on a resource. */
export type Finding = ReportedViolation | Undetermined | Headroom;

/** A finding of which every violation has a fix. */
export type CompleteFinding = Violation | Undetermined | Headroom;

/** The stack has no resource that the rule checks. An empty list of findings means that it has, and that all pass. */
export interface NotApplicable {
  readonly notApplicable: string;
}

type Outcome = readonly Finding[] | NotApplicable;

/** A policy: the metadata that CrossGuard shows, and a pure function that checks a graph. */
export interface Rule {
  /** In kebab case; also the name of the file. */
  readonly id: string;
  readonly displayName: string;
  /** One sentence that states the requirement. */
  readonly description: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  /** `mandatory` if AWS or the design rejects the stack, `advisory` if the stack works with drawbacks. */
  readonly enforcement: "mandatory" | "advisory";
  readonly remediation: string;
  /** AWS or Pulumi page that documents the requirement. */
  readonly url: string;
  readonly tags: readonly string[];
  /**
   * Hop of the request path that a violation breaks, or opens to callers other than the API. Rules about the order of
   * creation and about later updates have none, because a stack that violates them may still serve requests.
   */
  readonly hop?: Hop;
  /** Settings of the policy pack that the rule reads in addition to `acknowledge`. */
  readonly reads?: readonly (keyof PackConfig)[];
  readonly check: (graph: Graph, config: PackConfig) => Outcome;
}

/**
 * Reports a violation.
 *
 * @param fix - only if it says more than the remediation of the rule, such as the value to set
 */
export const violation = ({ urn }: Resource, wrong: string, fix?: string): Finding => ({
  kind: "violation",
  urn,
  wrong,
  ...(fix === undefined ? {} : { fix }),
});

export const undetermined = ({ urn }: Resource, needs: string): Undetermined => ({ kind: "undetermined", urn, needs });

export const notApplicable = (reason: string): NotApplicable => ({ notApplicable: reason });
