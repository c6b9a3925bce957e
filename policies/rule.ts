import type { PackConfig } from "./config";
import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import type { Hop } from "./hops";

/** Something wrong with a resource, in one sentence, and what to do about it. */
export interface Violation {
  readonly kind: "violation";
  readonly urn: string;
  readonly wrong: string;
  readonly fix: string;
}

/** Something that cannot be judged in this pass, and what would have to be known. */
export interface Undetermined {
  readonly kind: "undetermined";
  readonly urn: string;
  readonly needs: string;
}

/** A quota that is not exceeded, but nearly used up. */
export interface Headroom {
  readonly kind: "headroom";
  readonly urn: string;
  readonly used: number;
  readonly limit: number;
  readonly what: string;
}

export type Finding = Violation | Undetermined | Headroom;

/** The stack has nothing that the rule is about; an empty list of findings says that it has, and all is well. */
export interface NotApplicable {
  readonly notApplicable: string;
}

type Outcome = readonly Finding[] | NotApplicable;

/** One rule: what CrossGuard shows of it, and a pure function. */
export interface Rule {
  /** Kebab case; the name of its file and of its test. */
  readonly id: string;
  readonly displayName: string;
  /** One sentence that says what must be so. */
  readonly description: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  /** `mandatory` where AWS or the design refuses the stack, `advisory` where it merely costs. */
  readonly enforcement: "mandatory" | "advisory";
  readonly remediation: string;
  /** AWS page that states the fact. */
  readonly url: string;
  readonly tags: readonly string[];
  /**
   * Where a violation stops requests, or lets in others than the API's. Rules on the order in which AWS creates things,
   * and on what a later update does, have none: what they refuse may still serve requests.
   */
  readonly hop?: Hop;
  /** Names of the pack's settings that the rule reads, beside acknowledgements. */
  readonly reads?: readonly (keyof PackConfig)[];
  readonly check: (graph: Graph, config: PackConfig) => Outcome;
}

export const violation = ({ urn }: Resource, wrong: string, fix: string): Violation => ({
  kind: "violation",
  urn,
  wrong,
  fix,
});

export const undetermined = ({ urn }: Resource, needs: string): Undetermined => ({ kind: "undetermined", urn, needs });

export const notApplicable = (reason: string): NotApplicable => ({ notApplicable: reason });
