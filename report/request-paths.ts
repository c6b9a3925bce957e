import type { Proof } from "../policies/paths/prove";

const count = (proofs: readonly Proof[], verdict: Proof["verdict"]) =>
  proofs.filter((proof) => proof.verdict === verdict).length;

/** Request paths in one line, what is open per hop, and what is assumed; refuted ones stand among the findings. */
export function requestPathsText(proofs: readonly Proof[]): string {
  const [proved, refuted, open] = (["proved", "refuted", "undetermined"] as const).map((one) => count(proofs, one));
  const hops = new Map<string, number>();
  for (const proof of proofs) {
    for (const hop of new Set(proof.open.map((one) => one.hop))) hops.set(hop, (hops.get(hop) ?? 0) + 1);
  }
  const waiting = [...hops].map(([hop, routes]) => `${hop} (${routes})`).join(", ");
  return [
    `  ${proved ?? 0} proved, ${refuted ?? 0} refuted, ${open ?? 0} undetermined`,
    ...(waiting === ""
      ? []
      : [
          `  Hidden, by hop and number of routes: ${waiting}. With ids invented (--pass apply) all that the stack holds is judged.`,
        ]),
    ...[...new Set(proofs.flatMap(({ assumed }) => assumed))].map((text) => `  assumed: ${text}`),
  ].join("\n");
}
