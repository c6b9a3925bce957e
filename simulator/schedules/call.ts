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
