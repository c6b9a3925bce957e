import type { AwsAccount } from "../aws/account";
import type { Existing } from "../aws/existing";
import type { Properties } from "../values";

/** A call of the engine to the provider, as the provider logged it when it was answered. */
export interface ProviderCall {
  readonly operation: "create" | "update" | "delete";
  readonly urn: string;
  /** Id of the resource; for a create, the id that it was given. */
  readonly id: string;
  /** The state before the call; empty for a create. */
  readonly olds: Properties;
  /** The inputs after the provider's check; empty for a delete. */
  readonly inputs: Properties;
  /** The state after the call; empty for a delete. */
  readonly outputs: Properties;
}

/** A call with the calls of the same update that must be answered before it starts. */
export interface OrderedCall extends ProviderCall {
  /** Positions in the log. */
  readonly after: readonly number[];
}

const stateOf = (resource: Existing | undefined): Properties =>
  resource === undefined ? {} : { ...resource.inputs, ...resource.outputs, id: resource.id };

/** Records the calls that change an account, until `end` is called. A call that AWS refuses is none. */
export function recordCalls(account: AwsAccount): {
  readonly calls: readonly ProviderCall[];
  readonly end: () => void;
} {
  const calls: ProviderCall[] = [];
  const end = account.observe(({ kind, urn, before, after }) => {
    if (kind === "step") return;
    const id = (after ?? before)?.id ?? "";
    calls.push({
      operation: kind,
      urn,
      id,
      olds: stateOf(before),
      inputs: after?.inputs ?? {},
      outputs: stateOf(after),
    });
  });
  return { calls, end };
}
