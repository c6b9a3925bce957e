import { hopNames } from "../hops";
import { prove } from "../paths/prove";
import type { Proof } from "../paths/prove";
import { unreadFor } from "../graph/unread";
import type { Break } from "../paths/trace";
import { notApplicable, undetermined } from "../rule";
import type { Finding, Rule } from "../rule";

const shown = 3;

/** The first routes of a list, and how many more there are. */
function some(routes: readonly string[]): string {
  const rest = routes.length - shown;
  return routes.slice(0, shown).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** Faults of the listener rules that requests of a route get, or else the hop at which its request path breaks. */
function breaksOf({ broken, rules = [] }: Proof): readonly Break[] {
  if (broken === undefined) return [];
  const faults = rules.flatMap((outcome) => (outcome.verdict === "broken" ? (outcome.broken ?? []) : []));
  return faults.length > 0 ? faults : [broken];
}

/** One finding for all routes that break at the same hop for the same reason. */
function broken(proofs: readonly Proof[]): readonly Finding[] {
  const places = new Map<string, { readonly at: Break; readonly routes: Set<string> }>();
  for (const proof of proofs) {
    for (const at of breaksOf(proof)) {
      const key = `${at.hop} ${at.urn} ${at.wrong}`;
      const place = places.get(key) ?? { at, routes: new Set() };
      place.routes.add(proof.route);
      places.set(key, place);
    }
  }
  return [...places.values()].map(({ at: { hop, urn, name, wrong, fix, via }, routes }) => ({
    kind: "violation",
    urn,
    wrong: `${some([...routes])}: request path breaks at ${hopNames[hop]} ${name}: ${wrong}${via === undefined ? "" : ` (${via})`}`,
    fix,
  }));
}

/** One finding per API and hop: at a first preview the same values are unknown for all routes. */
function open(proofs: readonly Proof[]): readonly Finding[] {
  const unknown = new Map<string, { readonly urn: string; readonly needs: string; count: number }>();
  for (const { api, open: list } of proofs) {
    for (const { hop, urn, needs } of list) {
      const place = unknown.get(`${api} ${hop}`) ?? { urn, needs: `at ${hopNames[hop]}: ${needs}`, count: 0 };
      place.count += 1;
      unknown.set(`${api} ${hop}`, place);
    }
  }
  return [...unknown.values()].map(({ urn, needs, count }) => ({
    kind: "undetermined",
    urn,
    needs: count === 1 ? needs : `${needs} (and ${count - 1} more)`,
  }));
}

/** One finding per API and assumption: where AWS's sources disagree, nothing in the stack decides. */
function assumed(proofs: readonly Proof[]): readonly Finding[] {
  const first = new Map<string, { readonly urn: string; readonly text: string; count: number }>();
  for (const { api, urn, verdict, assumed: texts } of proofs) {
    for (const text of verdict === "refuted" ? [] : texts) {
      const place = first.get(`${api} ${text}`) ?? { urn, text, count: 0 };
      place.count += 1;
      first.set(`${api} ${text}`, place);
    }
  }
  return [...first.values()].map(({ urn, text, count }) => ({
    kind: "undetermined",
    urn,
    needs: `assumed for ${count} ${count === 1 ? "route" : "routes"}: ${text}`,
  }));
}

/**
 * Traces the request path of every route, and so finds faults that the rules for single hops do not see.
 *
 * @param rules - rules for single hops
 */
export const everyRouteReachesItsService = (rules: readonly Rule[]): Rule => ({
  id: "every-route-reaches-its-service",
  displayName: "Every route reaches a service",
  description:
    "A request to each route passes the domain name, mapping, stage, integration, VPC link, load balancer, listener, listener rule, target group and security groups, and reaches a container.",
  severity: "critical",
  enforcement: "mandatory",
  remediation:
    "Fix the hop named in the finding; the command preview of private-integrations lists all hops of each route with --json.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html",
  tags: ["wiring", "path"],
  reads: ["zoneIds"],
  check: (graph, config) => {
    const proofs = prove({ graph, config, rules });
    const proved = new Set(proofs.map(({ urn }) => urn));
    const unread = unreadFor(graph, ["httpRoute", "restMethod", "webSocketRoute"]).filter(
      ({ at }) => !proved.has(at.urn),
    );
    if (proofs.length === 0 && unread.length === 0)
      return notApplicable("no API in the stack has a private integration");
    return [
      ...broken(proofs),
      ...open(proofs),
      ...assumed(proofs),
      ...unread.map(({ at, needs }) => undetermined(at, needs)),
    ];
  },
});
