/**
 * Whether a stack meets a requirement under an option. `condition`: it does if the stack file has what `what` says.
 * `doubt`: nothing in a stack file decides it.
 */
export type Answer =
  | { readonly kind: "yes" }
  | { readonly kind: "no"; readonly why: string; readonly source: string }
  | { readonly kind: "condition" | "doubt"; readonly what: string; readonly source: string };

export const yes: Answer = { kind: "yes" };
export const no = (why: string, source: string): Answer => ({ kind: "no", why, source });
export const condition = (what: string, source: string): Answer => ({ kind: "condition", what, source });
export const doubt = (what: string, source: string): Answer => ({ kind: "doubt", what, source });
