import { escape } from "html-escaper";
import { standbyApi } from "../../core/plan-queries";
import { hopNames } from "../../policies/hops";
import { preflightCounts, preflightText } from "../preflights";
import type { PreviewResult } from "../result";
import { tableHead } from "./table";
import { verdictBadge } from "./verdict-badge";

type Proof = PreviewResult["proofs"][number];

/** Routes of one service that have one request path and one verdict. */
interface RouteGroup {
  readonly api: string;
  readonly routes: readonly string[];
  readonly service: string;
  readonly hops: string;
  readonly verdict: string;
  /** Why the verdict is not "proved", as HTML. */
  readonly reason: string;
}

/** Names a route within the stack: two APIs may have equal routes. */
const routeKey = (api: string, route: string): string => `${api} ${route}`;

/** Where and why a request path breaks; most reasons begin with the hop. */
function breakText({ hop, name, wrong }: NonNullable<Proof["broken"]>): string {
  const at = `${hopNames[hop]} ${name}`;
  return wrong.startsWith(at) ? `Breaks: ${wrong}.` : `Breaks at ${at}: ${wrong}.`;
}

/** What is missing for a verdict; the hops at once, the values behind them. */
function openHtml(open: Proof["open"]): string {
  const hops = [...new Set(open.map(({ hop }) => hopNames[hop]))].join(", ");
  const needs = [...new Set(open.map((point) => `${hopNames[point.hop]}: ${point.needs}`))];
  return `<details><summary>Undetermined at ${escape(hops)}</summary>Not known at ${needs.map(escape).join("<br>at ")}</details>`;
}

/** Why preflight requests are not proved to be answered; nothing if they are. */
function preflightHtml(preflight: NonNullable<Proof["preflight"]>): string {
  if (preflight.verdict === "proved") return "";
  const look = preflight.verdict === "refuted" ? "reason bad" : "reason";
  return `<span class="${look}">${escape(preflightText(preflight))}</span>`;
}

function reasonOf(proof: Proof | undefined): string {
  const preflight = proof?.preflight === undefined ? "" : preflightHtml(proof.preflight);
  if (proof?.broken !== undefined)
    return `<span class="reason bad">${escape(breakText(proof.broken))}</span>${preflight}`;
  return proof === undefined || proof.open.length === 0 ? preflight : openHtml(proof.open) + preflight;
}

const same = (a: RouteGroup, b: RouteGroup) =>
  a.api === b.api && a.service === b.service && a.hops === b.hops && a.verdict === b.verdict && a.reason === b.reason;

/** Routes with their verdicts; neighbours that differ only in the route are one group. */
export function routeGroups({ routes, proofs }: Pick<PreviewResult, "routes" | "proofs">): readonly RouteGroup[] {
  const proofOf = new Map(proofs.map((proof) => [routeKey(proof.api, proof.route), proof]));
  const groups: RouteGroup[] = [];
  for (const { api, route, service, hops } of routes) {
    const proof = proofOf.get(routeKey(api, route));
    const verdict = proof?.verdict ?? "not traced";
    const group = {
      api,
      routes: [route],
      service,
      hops: hops.join(" → "),
      verdict,
      reason: reasonOf(proof),
    };
    const last = groups.at(-1);
    if (last !== undefined && same(last, group))
      groups[groups.length - 1] = { ...last, routes: [...last.routes, route] };
    else groups.push(group);
  }
  return groups;
}

function rowHtml({ api, routes, service, hops, verdict, reason }: RouteGroup, vpc: string): string {
  const names = routes.map((route) => `<code>${escape(route)}</code>`).join(" ");
  return [
    `<tr data-service="${escape(service)}" data-routes="${routes.length}" data-words="${escape(`${api} ${vpc}`)}">`,
    `<td>${verdictBadge(verdict)}</td>`,
    `<th scope="row">${names}</th><td>${escape(service)}</td><td>${escape(hops)}${reason}</td></tr>`,
  ].join("");
}

/** Tables of routes with verdict and request path, one for each API. */
export function routesHtml({ routes, proofs, plan }: Pick<PreviewResult, "routes" | "proofs" | "plan">): string {
  const groups = routeGroups({ routes, proofs });
  const vpcs = new Map([...plan.services, ...plan.endpoints].map(({ name, vpc }) => [name, vpc]));
  const apis = [...new Set(groups.map(({ api }) => api))];
  const standby = standbyApi(plan)?.name;
  const does = (api: string) => (standby === undefined ? "" : api === standby ? ", which stands by" : ", which serves");
  const tables = apis.map((api) => {
    const rows = groups
      .filter((group) => group.api === api)
      .map((group) => rowHtml(group, vpcs.get(group.service) ?? ""));
    const head = tableHead(`Routes of API ${api}${does(api)}`, ["verdict", "route", "service", "request path"]);
    return `<table class="routes">${head}<tbody>${rows.join("")}</tbody></table>`;
  });
  const preflights = preflightCounts(proofs);
  return [
    ...(preflights === "" ? [] : [`<p>Preflight requests of browsers: ${preflights}.</p>`]),
    ...tables,
    '<p id="no-match" hidden>No route matches the filter.</p>',
    '<button type="button" id="all-routes" hidden></button>',
  ].join("\n");
}

/** The field that filters routes, services and diagram; the script of the page shows it. */
export const filterHtml = `<div class="filter" role="search" hidden>
<label for="filter">Filter routes and services</label>
<input id="filter" type="search" placeholder="name, path, VPC, load balancer or verdict" autocomplete="off" spellcheck="false">
<output for="filter" id="matches"></output>
</div>`;
