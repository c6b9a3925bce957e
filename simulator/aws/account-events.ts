import type { Existing } from "./existing";
import type { ServiceState } from "./live-state";

/** The content of an account at one moment, for `restore`. */
export interface AccountSnapshot {
  readonly store: readonly (readonly [string, Existing])[];
  readonly generations: readonly (readonly [string, number])[];
  /** Task definitions that are ACTIVE although no stack has them any more. */
  readonly retained?: readonly Existing[];
  /** Live state of the ECS services, by ARN. A snapshot without it has services whose deployments are complete. */
  readonly live?: readonly (readonly [string, ServiceState])[];
}

/** What happened in an account. */
export interface AccountEvent {
  /** `step`: a micro-step of an ECS service, or a health check. */
  readonly kind: "create" | "update" | "delete" | "step";
  readonly urn: string;
  /** The micro-step in words; empty for a call. */
  readonly what: string;
  /** The resource before a call that updates or deletes it. */
  readonly before?: Existing | undefined;
  /** The resource after a call that creates or updates it. */
  readonly after?: Existing;
}
