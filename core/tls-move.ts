import type { QuotaKey } from "../policies/quotas";
import { quotas } from "../policies/quotas";
import type { OwnBalancer, Plan } from "./plan";
import type { BackendNode } from "./plan-api";
import { ownBalancers } from "./plan-queries";
import type { LimitedUsage } from "./quotas/limits";
import { limitedUsage } from "./quotas/limits";
import type { Problem } from "./problem";
import { placeOf } from "./quotas/places";
import { servingPlace, standbyPlace } from "./settings/places";
import type { ServiceSettings, Settings } from "./settings/settings";

/**
 * What an update that turns `tls` on or off has twice until it ends: the new listeners with their rules, integrations and
 * registered ALBs exist beside the old ones.
 */
const doubled: readonly QuotaKey[] = [
  "elb.listenersPerNlb",
  "elb.rulesPerAlb",
  "elb.targetsPerZonePerNlb",
  "apigateway.integrationsPerHttpApi",
];

const targetsAlbs = ({ targetGroups }: OwnBalancer) => targetGroups.some(({ target }) => target.kind === "alb");

/** Whether a usage counts the listeners of an NLB. With too many, the move is refused; other quotas have notes. */
const countsListeners = ({ quota }: LimitedUsage) => quota === "elb.listenersPerNlb";

/** The NLB of a usage, as its scope names it. */
const scopeOf = (nlb: string) => `NLB ${nlb}`;

/** Services by the listener of an NLB that their requests, or those of their standbys, arrive at. */
const byListener = (backends: readonly BackendNode[], scope: string): ReadonlyMap<number, string> =>
  new Map(
    backends.flatMap(({ service, endpoint }) =>
      endpoint.kind === "listener" && scope === scopeOf(endpoint.balancer) ? [[endpoint.port, service] as const] : [],
    ),
  );

/** Services by the listener of an NLB that only a standby uses. */
function standbyListeners({ apis }: Plan, scope: string): ReadonlyMap<number, string> {
  const serving = byListener(
    apis.flatMap(({ backends }) => backends),
    scope,
  );
  const standbys = byListener(
    apis.flatMap(({ standbys: all = [] }) => all),
    scope,
  );
  return new Map([...standbys].filter(([port]) => !serving.has(port)));
}

/**
 * The usage of an NLB without listeners that only standbys use: `tls` is turned on before a service moves to
 * `containerTls`, or after. A full NLB could otherwise not have such a move.
 */
const withoutStandbys = (plan: Plan, usage: LimitedUsage): LimitedUsage =>
  countsListeners(usage) ? { ...usage, used: usage.used - standbyListeners(plan, usage.scope).size } : usage;

/** Usages whose quotas the plan keeps, but not the update that turns `tls` on or off. */
function excessDuringMove(plan: Plan, usages: readonly LimitedUsage[]): readonly LimitedUsage[] {
  const beforeAlbs = new Set(
    ownBalancers(plan)
      .filter(targetsAlbs)
      .map(({ name }) => scopeOf(name)),
  );
  return (
    usages
      .filter(({ quota }) => doubled.includes(quota))
      .map((usage) => withoutStandbys(plan, usage))
      // Target groups of tasks keep their targets.
      .filter(({ quota, scope }) => quota !== "elb.targetsPerZonePerNlb" || beforeAlbs.has(scope))
      .filter(({ used, limit }) => used <= limit && 2 * used > limit)
  );
}

/** NLBs with more TLS listeners than certificates: what helps there makes the move possible too. */
const withoutCertificates = (usages: readonly LimitedUsage[]): ReadonlySet<string> =>
  new Set(
    usages.flatMap(({ quota, scope, used, limit }) =>
      quota === "elb.certificatesPerNlb" && used > limit ? [scope] : [],
    ),
  );

function refusal(plan: Plan, settings: Settings, usage: LimitedUsage): Problem {
  const { quota, scope, used, limit } = usage;
  const most = Math.floor(limit / 2);
  const nlb = ownBalancers(plan).find(({ name }) => scope === scopeOf(name));
  const owners = (nlb?.targetGroups ?? []).map(({ target }) =>
    target.kind === "alb" ? target.balancer : target.service,
  );
  const message = `${scope}: turning tls on or off needs ${2 * used} listeners at once, ${used} with TLS and ${used} without; "${quotas[quota].name}" is ${limit}, which AWS does not raise`;
  // The first service that is too much during the move.
  const where = placeOf(plan, settings, { ...usage, users: owners, limit: most });
  const fix =
    nlb?.number !== undefined
      ? `pin services to further NLBs with pins.nlb, at most ${most} to each`
      : `divide the service group, so that each has at most ${most} services`;
  return { where, message, fix };
}

/** NLBs whose listeners do not fit twice, `NLB <name>`: more certificates do not help there. */
export const fullDuringMove = (plan: Plan, usages: readonly LimitedUsage[]): ReadonlySet<string> =>
  new Set(
    excessDuringMove(plan, usages)
      .filter(countsListeners)
      .map(({ scope }) => scope),
  );

/** Whether the container takes TLS in one place of a service and HTTP in the other. Without `tls`, it has no such place. */
const needsTls = (service: ServiceSettings | undefined): boolean =>
  service !== undefined && standbyPlace(service)?.containerTls !== servingPlace(service).containerTls;

/**
 * Notes on NLBs that have the listeners for an update that turns `tls` on or off, but not together with those of their
 * standbys. A standby that needs `tls` has a listener with `tls` only, and another one also without.
 */
function standbyNotes(plan: Plan, settings: Settings, usages: readonly LimitedUsage[]): readonly string[] {
  const services = new Map(settings.services.map((service) => [service.name, service]));
  return usages.filter(countsListeners).flatMap(({ scope, quota, used, limit }) => {
    const standbys = [...standbyListeners(plan, scope).values()];
    const serving = used - standbys.length;
    const atOnce = 2 * used - standbys.filter((name) => needsTls(services.get(name))).length;
    if (standbys.length === 0 || 2 * serving > limit || atOnce <= limit) return [];
    return [
      `${scope}: an update that turns tls on or off, and has the standby of ${standbys.join(", ")} too, needs ${atOnce} listeners at once; "${quotas[quota].name}" is ${limit}, which AWS does not raise; turn tls on or off in an update without standby`,
    ];
  });
}

/** Note on a quota that stops an update that turns `tls` on or off. A stack that has never run without `tls` needs none. */
function quotaNote({ quota, scope, used, limit }: LimitedUsage): string {
  const { name, adjustable } = quotas[quota];
  const fix = adjustable ? "request an increase before" : "AWS does not raise it, so turn tls on in a new stack";
  return `${scope}: an update that turns tls on or off counts ${2 * used} toward quota ${quota}, "${name}", which is ${limit}; ${fix}`;
}

/** What stops an update that turns `tls` on or off. */
interface TlsMove {
  /**
   * NLBs with too many listeners. Such a plan is refused, because the program does not know whether the stack has run
   * without `tls`, and AWS does not raise the quota.
   */
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

/** What stops an update of a plan that turns `tls` on or off; nothing if the plan has no `tls`. */
export function tlsMove(plan: Plan, settings: Settings): TlsMove {
  if (settings.tls === undefined) return { problems: [], notes: [] };
  const usages = limitedUsage(plan, settings);
  const excess = excessDuringMove(plan, usages);
  const reported = withoutCertificates(usages);
  const refused = excess.filter((usage) => countsListeners(usage) && !reported.has(usage.scope));
  const noted = excess.filter((usage) => !countsListeners(usage));
  return {
    problems: refused.map((usage) => refusal(plan, settings, usage)),
    notes: [...noted.map(quotaNote), ...standbyNotes(plan, settings, usages)],
  };
}
