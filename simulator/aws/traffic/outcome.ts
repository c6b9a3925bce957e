import type { Existing } from "../existing";
import type { Arrival, Hop, Passed, Traced } from "./types";

/** An answer, of a container or of a hop before it. */
export interface Answered extends Traced {
  readonly kind: "answer";
  /** Type of the gateway response, if a REST API makes the answer itself. */
  readonly responseType?: string;
}

/** What happens to a request: an answer, or a connection behind the API that fails. */
export type Outcome =
  | Answered
  | {
      /**
       * `reset`: the connection is closed or refused at once; `timeout`: its packets are dropped; `handshake`: the two
       * sides agree on no TLS connection, or the certificate is refused.
       */
      readonly kind: "reset" | "timeout" | "handshake";
      readonly hop: Hop;
      readonly resource: string;
      readonly reason: string;
      readonly passed?: readonly Passed[];
    };

const nameOf = (resource: Existing | string) => (typeof resource === "string" ? resource : resource.urn);

export const answer = (status: number, hop: Hop, resource: Existing | string, reason: string): Answered => ({
  kind: "answer",
  status,
  hop,
  resource: nameOf(resource),
  reason,
});

/** A request that reached a task. */
export const arrived = (arrival: Arrival): Outcome => ({
  kind: "answer",
  status: 200,
  hop: "task",
  resource: arrival.service,
  reason: `revision ${arrival.revision} answered ${arrival.path}`,
  arrival,
});

/** The simulator cannot follow the request. */
export const notModelled = (hop: Hop, resource: Existing | string, what: string): Outcome =>
  answer(0, hop, resource, `not modelled: ${what}`);

const failed =
  (kind: "reset" | "timeout" | "handshake") =>
  (hop: Hop, resource: Existing | string, reason: string): Outcome => ({
    kind,
    hop,
    resource: nameOf(resource),
    reason,
  });

export const reset = failed("reset");
export const timeout = failed("timeout");
export const handshakeFailed = failed("handshake");

/** An outcome behind one more load balancer. */
export const through = (outcome: Outcome, passed: Passed): Outcome => ({
  ...outcome,
  passed: [passed, ...(outcome.passed ?? [])],
});

const isSuccess = (outcome: Outcome) => outcome.kind === "answer" && outcome.status === 200;

/** Of all targets that a request may go to, the outcome that a client would notice. @throws Error for an empty list */
export function worst(outcomes: readonly Outcome[]): Outcome {
  const found = outcomes.find((outcome) => !isSuccess(outcome)) ?? outcomes[0];
  if (found === undefined) throw new Error("a request has no outcome");
  return found;
}
