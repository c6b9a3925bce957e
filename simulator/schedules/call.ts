import type { ProviderCall } from "../aws/handlers";

/** A call with the calls of the same update that must be answered before it starts. */
export interface OrderedCall extends ProviderCall {
  /** Positions in the log. */
  readonly after: readonly number[];
}
