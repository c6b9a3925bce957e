import { standbyApi } from "../core/plan-queries";
import type { PreviewResult, Verdict } from "./result";

type Proof = Verdict["proofs"][number];

/**
 * The topologies of a stack as words: the only one, or the one that serves and the one that stands by.
 *
 * @param between - between the number and the title of each: `option 1: HTTP API, ...`
 */
export function topologyTexts(
  { option, title, standby }: Pick<PreviewResult, "option" | "standby" | "title">,
  between: ": " | ", ",
): readonly string[] {
  if (standby === undefined) return [`option ${option}${between}${title}`];
  return [`option ${option} serves${between}${title}`, `option ${standby.option} stands by${between}${standby.title}`];
}

/** Proofs of the routes that clients use, and of those of the API that stands by. */
export interface ByRole {
  readonly serving: readonly Proof[];
  readonly standingBy: readonly Proof[];
}

/** Proofs by what their API does. Other APIs, which only a program of one's own has, serve. */
export function byRole(proofs: readonly Proof[], plan: PreviewResult["plan"]): ByRole {
  const standby = standbyApi(plan)?.name;
  return {
    serving: proofs.filter(({ api }) => api !== standby),
    standingBy: proofs.filter(({ api }) => api === standby),
  };
}
