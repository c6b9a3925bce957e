import { hopNames } from "../policies/hops";
import type { Proof } from "../policies/paths/prove";

/** What resolves an undetermined request path, by pass. */
const advice = {
  preview: "Re-run with --pass apply to evaluate with simulated ids.",
  apply: "These hops depend on resources outside the stack; see --json for details.",
} as const;

/** Number of routes that are undetermined at each hop, in the order of the first route. */
function undeterminedHops(proofs: readonly Proof[]): string {
  const routesByHop = new Map<string, number>();
  for (const { open } of proofs) {
    for (const name of new Set(open.map(({ hop }) => hopNames[hop])))
      routesByHop.set(name, (routesByHop.get(name) ?? 0) + 1);
  }
  return [...routesByHop]
    .map(([name, routes], index) => `${name} (${routes}${index > 0 ? "" : routes === 1 ? " route" : " routes"})`)
    .join(", ");
}

/** Verdicts on the request paths, the undetermined hops, and assumptions. Refuted request paths are findings. */
export function requestPathsText(proofs: readonly Proof[], pass: "preview" | "apply"): string {
  const count = (verdict: Proof["verdict"]) => proofs.filter((proof) => proof.verdict === verdict).length;
  const undetermined = undeterminedHops(proofs);
  return [
    `  ${count("proved")} proved, ${count("refuted")} refuted, ${count("undetermined")} undetermined`,
    ...(undetermined === "" ? [] : [`  Undetermined at: ${undetermined}. ${advice[pass]}`]),
    ...[...new Set(proofs.flatMap(({ assumed }) => assumed))].map((text) => `  assumed: ${text}`),
  ].join("\n");
}
