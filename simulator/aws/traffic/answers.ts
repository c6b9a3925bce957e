import type { Answered, Outcome } from "./outcome";
import type { Traced } from "./types";

/**
 * What an API answers if the connection to its integration fails.
 * Source of 500 for certificates: https://repost.aws/knowledge-center/api-gateway-500-error-vpc,
 * https://github.com/hashicorp/terraform-provider-aws/issues/15768 (HTTP API)
 */
export type Status = Readonly<Record<Exclude<Outcome["kind"], "answer">, number>>;

/** An answer without what only the simulator needs. */
export function given({ status, hop, resource, reason, arrival, headers = {}, passed }: Answered): Traced {
  return {
    ...{ status, hop, resource, reason },
    ...(arrival === undefined ? {} : { arrival }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(passed === undefined ? {} : { passed }),
  };
}

/** What the client gets. */
export function asAnswer(outcome: Outcome, status: Status): Traced {
  if (outcome.kind === "answer") return given(outcome);
  const { kind, ...failure } = outcome;
  return { status: status[kind], ...failure };
}
