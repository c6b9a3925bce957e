import type { QuotaKey } from "../policies/quotas";
import { quotas } from "../policies/quotas";
import type { OwnBalancer, Plan } from "./plan";
import { ownBalancers } from "./plan-queries";
import type { LimitedUsage } from "./quotas/limits";
import { limitedUsage } from "./quotas/limits";
import type { Problem } from "./problem";
import { placeOf } from "./quotas/places";
import type { Settings } from "./settings/settings";

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

/** Quotas that the plan keeps, but not the update that turns `tls` on or off. */
function excessDuringMove(plan: Plan, settings: Settings): readonly LimitedUsage[] {
  if (settings.tls === undefined) return [];
  const beforeAlbs = new Set(
    ownBalancers(plan)
      .filter(targetsAlbs)
      .map(({ name }) => `NLB ${name}`),
  );
  return (
    limitedUsage(plan, settings)
      .filter(({ quota }) => doubled.includes(quota))
      // Target groups of tasks keep their targets.
      .filter(({ quota, scope }) => quota !== "elb.targetsPerZonePerNlb" || beforeAlbs.has(scope))
      .filter(({ used, limit }) => used <= limit && 2 * used > limit)
  );
}

const isRefused = ({ quota }: LimitedUsage) => quota === "elb.listenersPerNlb";

function wayOut(plan: Plan, { scope, limit }: LimitedUsage): string {
  const most = Math.floor(limit / 2);
  const shared = ownBalancers(plan).some(({ name, number }) => scope === `NLB ${name}` && number !== undefined);
  return shared
    ? `pin services to further NLBs with pins.nlb, at most ${most} to each`
    : `divide the service group, so that each has at most ${most} services`;
}

/**
 * NLBs with too many listeners for an update that turns `tls` on or off. Such a plan is refused, because the program does
 * not know whether the stack has run without `tls`, and AWS does not raise the quota.
 */
export const moveProblems = (plan: Plan, settings: Settings): readonly Problem[] =>
  excessDuringMove(plan, settings)
    .filter(isRefused)
    .map((usage) => {
      const { quota, scope, used, limit } = usage;
      const message = `${scope}: turning tls on or off needs ${2 * used} listeners at once, ${used} with TLS and ${used} without; "${quotas[quota].name}" is ${limit}, which AWS does not raise`;
      // The first service that is too much during the move.
      const where = placeOf(plan, settings, { ...usage, limit: Math.floor(limit / 2) });
      return { where, message, fix: wayOut(plan, usage) };
    });

/** Notes on quotas that stop an update that turns `tls` on or off. A stack that has never run without `tls` needs none. */
export const moveNotes = (plan: Plan, settings: Settings): readonly string[] =>
  excessDuringMove(plan, settings)
    .filter((usage) => !isRefused(usage))
    .map(({ quota, scope, used, limit }) => {
      const { name, adjustable } = quotas[quota];
      const fix = adjustable ? "request an increase before" : "AWS does not raise it, so turn tls on in a new stack";
      return `${scope}: an update that turns tls on or off counts ${2 * used} toward quota ${quota}, "${name}", which is ${limit}; ${fix}`;
    });
