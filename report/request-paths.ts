import colours from "picocolors";
import { standbyApi } from "../core/plan-queries";
import { hopNames } from "../policies/hops";
import { admissionText } from "./admission-text";
import { withoutNames } from "./finding-groups";
import { decisive } from "./passes";
import type { ByRole } from "./roles";
import { byRole } from "./roles";
import { preflightText } from "./preflights";
import type { PreviewResult, ReportedFinding, Verdict } from "./result";
import type { RouteRow } from "./route-rows";
import { joinTwins, routeRows } from "./route-rows";
import { count } from "./words";
import type { Layout } from "./wrap";
import { heading, indented, wrap } from "./wrap";

type Proof = Verdict["proofs"][number];

/** What of a result the text is about. */
type Traced = Pick<
  PreviewResult,
  "applyPass" | "findings" | "pass" | "plan" | "policies" | "proofs" | "resources" | "routes"
>;

/** Lines of proved routes without details. Other routes are always listed. */
const shownProved = 20;

const isProved = ({ verdict }: Proof) => verdict === "proved";
const longest = (texts: readonly string[]) => texts.reduce((most, { length }) => Math.max(most, length), 0);

/** The rows that are listed, and how many routes are not, which are all proved. */
function listed(rows: readonly RouteRow[], { details }: Layout) {
  if (details) return { rows, rest: 0 };
  const joined = joinTwins(rows);
  const left = new Set(joined.filter(({ proofs }) => proofs.every(isProved)).slice(shownProved));
  return {
    rows: joined.filter((row) => !left.has(row)),
    rest: [...left].reduce((sum, { proofs }) => sum + proofs.length, 0),
  };
}

/** How a traced hop is called: what is encrypted, and which name the caller verifies on which certificate. */
function connectionText({ connection }: Proof["steps"][number]): string {
  if (connection === undefined || connection.encryption === "unknown") return "";
  if (connection.encryption === "none") return " (not encrypted)";
  if (connection.encryption === "unverified") return " (https, certificate not verified)";
  const { verifies, certificate } = connection;
  const how = connection.encryption === "passed" ? "passes https on" : "https";
  const name = verifies === undefined ? "" : `, name ${verifies}`;
  return ` (${how}${name}${certificate === undefined || certificate === verifies ? "" : `, certificate ${certificate}`})`;
}

/** Names a route within the stack: two APIs may have equal routes. */
const routeKey = (api: string, route: string): string => `${api} ${route}`;

/** All hops of a route, as planned or else as traced, and what is undetermined at them. */
function detailsText(
  { api, route, steps, open, preflight }: Proof,
  hops: ReadonlyMap<string, readonly string[]>,
  width: number,
) {
  const below = { first: "    ", rest: "      " };
  const path =
    hops.get(routeKey(api, route)) ??
    steps.map((step) => `${hopNames[step.hop]} ${step.name}${connectionText(step)}${admissionText(step)}`);
  return [
    wrap([route, ...path].join(" -> "), width, below),
    ...open.map(({ hop, needs }) => wrap(`undetermined at ${hopNames[hop]}: ${needs}`, width, below)),
    ...(preflight === undefined ? [] : [wrap(preflightText(preflight), width, below)]),
  ];
}

function rowTexts({ routes }: Traced, rows: readonly RouteRow[], { width, details }: Layout): readonly string[] {
  const columns = [longest(rows.map(({ route }) => route)), longest(rows.map(({ service }) => service))] as const;
  const hops = new Map(routes.map(({ api, route, hops: planned }) => [routeKey(api, route), planned]));
  return rows.flatMap(({ proofs, route, service, verdict }) => [
    wrap(`${route.padEnd(columns[0])} -> ${service.padEnd(columns[1])}  ${verdict}`, width, {
      first: "  ",
      rest: "      ",
    }),
    ...(details ? proofs.flatMap((proof) => detailsText(proof, hops, width)) : []),
  ]);
}

/** Whether a finding says what the text on request paths says, which has the needs of all routes. */
export function repeatsRequestPaths({ kind, policy, message }: ReportedFinding, proofs: readonly Proof[]): boolean {
  if (kind !== "undetermined" || policy !== "every-route-reaches-its-service") return false;
  return proofs.some(({ open }) => open.some(({ hop, needs }) => message.startsWith(`at ${hopNames[hop]}: ${needs}`)));
}

const needsOf = (proofs: readonly Proof[]) => new Set(proofs.flatMap(({ open }) => open.map(({ needs }) => needs)));

/** Values, each kind once with the number of the others. */
function needsText(values: Iterable<string>, resources: PreviewResult["resources"]): string {
  const names = new Set(resources.map(({ name }) => name));
  const kinds = new Map<string, Set<string>>();
  for (const needs of values) {
    const kind = withoutNames(needs, (word) => names.has(word) || word.startsWith("arn:"));
    kinds.set(kind, (kinds.get(kind) ?? new Set()).add(needs));
  }
  return [...kinds.values()]
    .map(([...needs]) => `${needs[0] ?? ""}${needs.length > 1 ? ` (and ${needs.length - 1} more)` : ""}`)
    .join("; ");
}

/** What a first preview cannot see of the routes that known ids decide, and what decides the others. */
function undeterminedTexts(result: Traced, width: number): readonly string[] {
  const { proofs, applyPass, pass, resources } = result;
  const isOpen = ({ verdict }: Proof) => verdict === "undetermined";
  const known = pass === "apply" ? proofs : (applyPass?.proofs ?? []);
  const stillOpen = known.filter(isOpen);
  const urns = new Set(stillOpen.map(({ urn }) => urn));
  const waiting = pass === "apply" ? [] : proofs.filter((proof) => isOpen(proof) && !urns.has(proof.urn));
  const neverShown = needsOf(stillOpen);
  const hiddenByIds = [...needsOf(waiting)].filter((needs) => !neverShown.has(needs));
  const how = applyPass === undefined ? " Leave out --pass to judge them with simulated ids too." : "";
  return [
    ...(waiting.length === 0
      ? []
      : [
          `A first pulumi preview cannot see ids that AWS assigns, so it leaves ${count(waiting.length, "route")} undetermined: ${needsText(hiddenByIds, resources)}.${how}`,
        ]),
    ...(stillOpen.length === 0
      ? []
      : [
          `The stack does not show what decides ${count(stillOpen.length, "route")}: ${needsText(neverShown, resources)}.`,
        ]),
  ].map((text) => indented(text, width));
}

const others = (number: number, word: string, paint: (text: string) => string) =>
  number === 0 ? [] : [paint(`${number} ${word}`)];

/** Texts of the rows that are listed, and how many are not. */
function listedTexts(result: Traced, all: readonly RouteRow[], layout: Layout): readonly string[] {
  const { rows, rest } = listed(all, layout);
  return [
    ...rowTexts(result, rows, layout),
    ...(rest === 0
      ? []
      : [indented(`and ${count(rest, "more route")}, all proved; --details lists them`, layout.width)]),
  ];
}

function roleText(
  proofs: readonly Proof[],
  api: Traced["plan"]["apis"][number] | undefined,
  does: "serves" | "stands by",
): string {
  return `Option ${api?.option ?? ""} ${does}: ${proofs.filter(isProved).length} of ${count(proofs.length, "route")} proved`;
}

/** The routes of the API that stands by: one line, if all are proved; of others without details only the rows that are not. */
function standbyTexts(result: Traced, { serving, standingBy }: ByRole, layout: Layout): readonly string[] {
  if (standingBy.length === 0) return [];
  const { width, details } = layout;
  const text = roleText(standingBy, standbyApi(result.plan), "stands by");
  if (details) return [indented(text, width), ...listedTexts(result, routeRows(standingBy, result.plan), layout)];
  const routesOf = (proofs: readonly Proof[]) => proofs.map(({ route }) => route).sort();
  const same = routesOf(serving).join("\n") === routesOf(standingBy).join("\n") ? ", the same routes" : "";
  if (standingBy.every(isProved)) return [indented(`${text}${same}`, width)];
  const rows = joinTwins(routeRows(standingBy, result.plan)).filter(({ proofs }) => !proofs.every(isProved));
  return [indented(text, width), ...rowTexts(result, rows, layout)];
}

/**
 * Verdicts on the request paths of all routes. Those with simulated ids count, if that pass ran; what is undetermined is
 * a sentence.
 */
export function requestPathsText(result: Traced, layout: Layout): string {
  const { width } = layout;
  const { proofs } = decisive(result);
  if (proofs.length === 0) return heading("Routes: none to trace", width);
  const number = (verdict: Proof["verdict"]) => proofs.filter((proof) => proof.verdict === verdict).length;
  const head = [
    `Routes: ${number("proved")} of ${proofs.length} proved to reach a container`,
    ...others(number("refuted"), "broken", colours.red),
    ...others(number("undetermined"), "undetermined", colours.yellow),
  ].join(", ");
  const { serving, standingBy } = byRole(proofs, result.plan);
  return [
    heading(head, width),
    ...undeterminedTexts(result, width),
    ...(standingBy.length === 0 || (proofs.every(isProved) && !layout.details)
      ? []
      : [indented(roleText(serving, result.plan.apis[0], "serves"), width)]),
    ...listedTexts(result, routeRows(serving, result.plan), layout),
    ...standbyTexts(result, { serving, standingBy }, layout),
  ].join("\n");
}
