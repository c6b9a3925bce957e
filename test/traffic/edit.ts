import type { Document } from "yaml";
import type { Option } from "../../core/settings/settings";

/** One `pulumi up` of an edit. */
export interface EditStep {
  /** As the documentation says it: `add standby: { balancer: nlb }`. */
  readonly title: string;
  /** Changes the stack file of the base stack. */
  readonly change: (stack: Document, option: Option) => void;
}

/** An edit of a running stack that must lose no request, or whose interruption is documented. */
export interface Edit {
  /** Kind of edit, as the table in docs/operating.md names it: `container port`. */
  readonly title: string;
  /** Options that it applies to. */
  readonly options: readonly Option[];
  /**
   * Service of the base stack that it changes. Edits of different services share an update, and each is judged by the
   * routes of its own service. Without a service the edit has updates of its own, and all routes judge it.
   */
  readonly service?: string;
  /** The documented steps. Step n of all edits that share updates goes into update n. */
  readonly steps: readonly EditStep[];
  /**
   * Absent: no request may be lost. Otherwise the documented interruption, with the options that have it; there, at least
   * one schedule must lose a request.
   */
  readonly interruption?: { readonly options: readonly Option[]; readonly reason: string };
}
