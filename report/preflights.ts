import colours from "picocolors";
import { hopNames } from "../policies/hops";
import { decisive } from "./passes";
import type { Verdicts } from "./passes";
import type { Verdict } from "./result";
import { count } from "./words";
import { heading, wrap } from "./wrap";

type Proof = Verdict["proofs"][number];
type Preflight = NonNullable<Proof["preflight"]>;

/** The word for each verdict on the preflight requests of a route. */
const preflightWords = { proved: "answered", refuted: "broken", undetermined: "undetermined" } as const;

/** Why preflight requests are not proved to be answered, as a sentence; empty if they are. */
function preflightReason({ broken, open }: Preflight): string {
  if (broken !== undefined) return `breaks at ${hopNames[broken.hop]} ${broken.name}: ${broken.wrong}`;
  const needs = open.map((point) => `at ${hopNames[point.hop]}: ${point.needs}`);
  return needs.length === 0 ? "" : `undetermined ${[...new Set(needs)].join("; ")}`;
}

/** The verdict on the preflight requests of a route, as a sentence. */
export const preflightText = (preflight: Preflight): string =>
  `preflight requests: ${preflightReason(preflight) || preflightWords.proved}`;

/** How many routes have preflight requests, by verdict: `28 of 30 answered, 2 broken`; empty without any. */
export function preflightCounts(proofs: readonly Proof[]): string {
  const verdicts = proofs.flatMap(({ preflight }) => (preflight === undefined ? [] : [preflight.verdict]));
  const number = (wanted: Preflight["verdict"]) => verdicts.filter((verdict) => verdict === wanted).length;
  const others = (["refuted", "undetermined"] as const).flatMap((verdict) =>
    number(verdict) === 0 ? [] : [`, ${number(verdict)} ${preflightWords[verdict]}`],
  );
  if (verdicts.length === 0) return "";
  return `${number("proved")} of ${verdicts.length} ${preflightWords.proved}${others.join("")}`;
}

const shownRoutes = 2;

/** The first routes of a list, and how many more there are. */
function some(routes: readonly string[]): string {
  const rest = routes.length - shownRoutes;
  return routes.slice(0, shownRoutes).join(", ") + (rest > 0 ? ` and ${count(rest, "more route")}` : "");
}

/** Verdicts on the preflight requests of browsers; empty if nothing shows that browsers call the API. */
export function preflightsText(result: Verdicts, width: number): readonly string[] {
  const { proofs } = decisive(result);
  const counts = preflightCounts(proofs);
  if (counts === "") return [];
  const routes = new Map<string, Set<string>>();
  for (const { route, preflight } of proofs) {
    const reason = preflight === undefined ? "" : preflightReason(preflight);
    if (reason !== "") routes.set(reason, (routes.get(reason) ?? new Set()).add(route));
  }
  const lines = [...routes].map(([reason, names]) => {
    const paint = reason.startsWith("undetermined") ? colours.yellow : colours.red;
    return wrap(`${some([...names])}: ${paint(reason)}`, width, { first: "  ", rest: "      " });
  });
  return [heading(`Preflight requests: ${counts}`, width), ...lines];
}
