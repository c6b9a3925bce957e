import type { Answered, Outcome } from "./outcome";
import type { Answer } from "./types";

/**
 * What an API answers if the connection to its integration fails.
 * Source of 500 for certificates: https://repost.aws/knowledge-center/api-gateway-500-error-vpc,
 * https://github.com/hashicorp/terraform-provider-aws/issues/15768 (HTTP API)
 */
export type Status = Readonly<Record<Exclude<Outcome["kind"], "answer">, number>>;

/** An answer without what only the simulator needs. */
export function given({ status, hop, resource, reason, arrival, headers = {} }: Answered): Answer {
  return {
    ...{ status, hop, resource, reason },
    ...(arrival === undefined ? {} : { arrival }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
}

/** What the client gets. */
export function asAnswer(outcome: Outcome, status: Status): Answer {
  if (outcome.kind === "answer") return given(outcome);
  const { hop, resource, reason } = outcome;
  return { status: status[outcome.kind], hop, resource, reason };
}
