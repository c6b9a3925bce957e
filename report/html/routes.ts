import { escape } from "html-escaper";
import { hopNames } from "../../policies/hops";
import type { PreviewResult } from "../result";
import { tableHead } from "./table";

type Proof = PreviewResult["proofs"][number];

/** Routes of one service that have one request path and one verdict. */
interface RouteGroup {
  readonly api: string;
  readonly routes: readonly string[];
  readonly service: string;
  readonly hops: string;
  readonly verdict: string;
  readonly reasons: readonly string[];
}

/** Names a route within the stack: two APIs may have equal routes. */
export const routeKey = (api: string, route: string): string => `${api} ${route}`;

const signs: Readonly<Record<string, string>> = { proved: "✓", refuted: "✗", undetermined: "?" };
const looks: Readonly<Record<string, string>> = { proved: "good", refuted: "bad", undetermined: "warn" };

/** Where and why a request path breaks; most reasons begin with the hop. */
function breakText({ hop, name, wrong }: NonNullable<Proof["broken"]>): string {
  const at = `${hopNames[hop]} ${name}`;
  return wrong.startsWith(at) ? `Breaks: ${wrong}.` : `Breaks at ${at}: ${wrong}.`;
}

const reasonsOf = ({ broken, open }: Proof): readonly string[] => [
  ...(broken === undefined ? [] : [breakText(broken)]),
  ...open.map(({ hop, name, needs }) => `Undetermined at ${hopNames[hop]} ${name}: needs ${needs}.`),
];

const same = (a: RouteGroup, b: RouteGroup) =>
  a.api === b.api &&
  a.service === b.service &&
  a.hops === b.hops &&
  a.verdict === b.verdict &&
  a.reasons.join() === b.reasons.join();

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
      reasons: proof === undefined ? [] : reasonsOf(proof),
    };
    const last = groups.at(-1);
    if (last !== undefined && same(last, group))
      groups[groups.length - 1] = { ...last, routes: [...last.routes, route] };
    else groups.push(group);
  }
  return groups;
}

function rowHtml({ api, routes, service, hops, verdict, reasons }: RouteGroup, vpc: string): string {
  const names = routes.map((route) => `<code>${escape(route)}</code>`).join(" ");
  const why = reasons.map((reason) => `<span class="reason">${escape(reason)}</span>`).join("");
  return [
    `<tr data-service="${escape(service)}" data-routes="${routes.length}" data-words="${escape(`${api} ${vpc}`)}">`,
    `<td><span class="badge ${looks[verdict] ?? "soft"}">${signs[verdict] ?? "-"} ${escape(verdict)}</span></td>`,
    `<th scope="row">${names}</th><td>${escape(service)}</td><td>${escape(hops)}${why}</td></tr>`,
  ].join("");
}

/** Tables of routes with verdict and request path, one for each API. */
export function routesHtml({ routes, proofs, plan }: Pick<PreviewResult, "routes" | "proofs" | "plan">): string {
  const groups = routeGroups({ routes, proofs });
  const vpcs = new Map(plan.services.map(({ name, vpc }) => [name, vpc]));
  const apis = [...new Set(groups.map(({ api }) => api))];
  const tables = apis.map((api) => {
    const rows = groups
      .filter((group) => group.api === api)
      .map((group) => rowHtml(group, vpcs.get(group.service) ?? ""));
    const head = tableHead(`Routes of API ${api}`, ["verdict", "route", "service", "request path"]);
    return `<table class="routes">${head}<tbody>${rows.join("")}</tbody></table>`;
  });
  return [
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
