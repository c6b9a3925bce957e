import { quotas } from "../policies/quotas";
import type { QuotaKey } from "../policies/quotas";
import type { ApiNode, OwnBalancer, Plan } from "./plan";
import { ownBalancers } from "./plan-queries";
import { albWeight } from "./quotas/alb-weight";
import { quotaValue } from "./quotas/limits";
import { integrationKey } from "./routes";
import type { Settings } from "./settings/settings";

/** What exists twice while the update runs that turns `tls` on or off. */
const during = (count: number, what: string, quota: QuotaKey, limit: number) =>
  `tls: the update that turns it on or off has ${count} ${what}, and the quota "${quotas[quota].name}" is ${limit}`;

/** Services of each integration of an HTTP API. */
const integrationsOf = ({ routes }: ApiNode) => [
  ...new Map(routes.map((route) => [integrationKey(route), route.service])).values(),
];

/**
 * HTTP APIs without room for that update: each integration of a service of the stack has a new one beside it until the
 * routes have moved.
 */
function integrationNotes({ apis, services }: Plan, limit: number): readonly string[] {
  const running = new Set(services.map(({ name }) => name));
  return apis.flatMap((api) => {
    if (api.type !== "http") return [];
    const all = integrationsOf(api);
    const count = all.length + all.filter((service) => running.has(service)).length;
    if (count <= limit) return [];
    const text = during(count, `integrations in API ${api.name}`, "apigateway.integrationsPerHttpApi", limit);
    return [
      `${text}, which AWS does not raise: it fails in a running stack; turn tls on in a new stack, or first divide the services among several stacks`,
    ];
  });
}

/** Targets of an NLB that are ALBs; during that update each ALB is in a target group for either port. */
function albTargets({ targetGroups, crossZone }: OwnBalancer): number {
  return targetGroups.filter(({ target }) => target.kind === "alb").length * albWeight(crossZone);
}

/** NLBs before ALBs without room for that update. AWS does not say whether an ALB in two target groups counts twice. */
const targetNotes = (plan: Plan, limit: number): readonly string[] =>
  ownBalancers(plan).flatMap((balancer) => {
    const count = 2 * albTargets(balancer);
    if (count <= limit) return [];
    const text = during(count, `targets of NLB ${balancer.name}`, "elb.targetsPerZonePerNlb", limit);
    return [
      `${text}, if an ALB in two target groups counts twice, which AWS does not say: request an increase (${quotas["elb.targetsPerZonePerNlb"].code}) before that update`,
    ];
  });

/** Quotas that may stop the update that turns `tls` on or off in a running stack, though the stack itself is within them. */
export const tlsMoveNotes = (plan: Plan, settings: Settings): readonly string[] =>
  settings.tls === undefined
    ? []
    : [
        ...integrationNotes(plan, quotas["apigateway.integrationsPerHttpApi"].default),
        ...targetNotes(plan, quotaValue(settings, "elb.targetsPerZonePerNlb")),
      ];
