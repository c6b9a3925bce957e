/** Whether a topology meets a requirement. `condition`: it does if the condition in `what` is met. */
export type Answer =
  | { readonly kind: "yes" }
  | { readonly kind: "no"; readonly why: string; readonly source: string }
  | { readonly kind: "condition"; readonly what: string; readonly source: string };

export const yes: Answer = { kind: "yes" };
export const no = (why: string, source: string): Answer => ({ kind: "no", why, source });
export const condition = (what: string, source: string): Answer => ({ kind: "condition", what, source });
