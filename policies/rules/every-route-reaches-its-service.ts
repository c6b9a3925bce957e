import { prove } from "../paths/prove";
import type { Proof } from "../paths/prove";
import { notApplicable } from "../rule";
import type { Finding, Rule } from "../rule";

const shown = 3;

/** The first routes of a list; the rest as a number. */
function some(routes: readonly string[]): string {
  const rest = routes.length - shown;
  return routes.slice(0, shown).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** One finding for all routes that break at one place for one reason. */
function broken(proofs: readonly Proof[]): readonly Finding[] {
  const places = new Map<string, { readonly at: NonNullable<Proof["broken"]>; readonly routes: string[] }>();
  for (const { broken: at, route } of proofs) {
    if (at === undefined) continue;
    const key = `${at.hop} ${at.urn} ${at.wrong}`;
    const place = places.get(key) ?? { at, routes: [] };
    place.routes.push(route);
    places.set(key, place);
  }
  return [...places.values()].map(({ at: { hop, urn, name, wrong, fix }, routes }) => ({
    kind: "violation",
    urn,
    wrong: `${some(routes)}: the way ends at ${hop} ${name}, since ${wrong}`,
    fix,
  }));
}

/** One note per API and hop: at a first preview the same is hidden of all routes. */
function open(proofs: readonly Proof[]): readonly Finding[] {
  const hidden = new Map<string, { readonly urn: string; readonly needs: string; count: number }>();
  for (const { api, open: list } of proofs) {
    for (const { hop, urn, needs } of list) {
      const place = hidden.get(`${api} ${hop}`) ?? { urn, needs: `at the ${hop}, ${needs}`, count: 0 };
      place.count += 1;
      hidden.set(`${api} ${hop}`, place);
    }
  }
  return [...hidden.values()].map(({ urn, needs, count }) => ({
    kind: "undetermined",
    urn,
    needs: count === 1 ? needs : `${needs}, and ${count - 1} more of this kind`,
  }));
}

/**
 * The whole request path of every route: it finds what the other rules, each looking at one hop, let through.
 *
 * @param rules - those that a request meets on its way
 */
export const everyRouteReachesItsService = (rules: readonly Rule[]): Rule => ({
  id: "every-route-reaches-its-service",
  displayName: "Every route reaches a service",
  description:
    "A request to each route gets through stage, integration, VPC link, balancer, listener, rule, target group and security groups to a container.",
  severity: "critical",
  enforcement: "mandatory",
  remediation: "Mend the hop that the finding names; npm run preview -- --json lists all hops of each route.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html",
  tags: ["wiring", "path"],
  reads: ["zoneIds"],
  check: (graph, config) => {
    const proofs = prove({ graph, config, rules });
    if (proofs.length === 0) return notApplicable("no API of the stack leads into a VPC");
    return [...broken(proofs), ...open(proofs)];
  },
});
