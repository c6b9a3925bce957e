import { successMinutes } from "./deployment-minutes";
import { drainByService } from "./drain";
import type { Plan } from "./plan";
import { callWaits, inCallOrder } from "./service-connect";

/** Minutes until a load balancer is active. Assumed, for AWS documents no times. */
const loadBalancerMinutes = 4;

/** Minutes until a VPC link V1 is available, which begins when its NLB is active. Assumed. */
const linkMinutes = 4;

/** Minutes of the calls of an update that wait for nothing. Assumed. */
const callMinutes = 1;

/** What an update creates and redeploys. */
interface Work {
  readonly loadBalancers: boolean;
  readonly linksV1: boolean;
  /** Names of the services whose tasks are replaced. */
  readonly services: readonly string[];
}

/** Minutes of the longest chain of services that wait for each other, if each deployment succeeds at once. */
function deploymentMinutes(plan: Plan, redeployed: ReadonlySet<string>): number {
  const drains = drainByService(plan);
  const { awaited } = callWaits(plan.services);
  const ends = new Map<string, number>();
  for (const service of inCallOrder(plan.services, callWaits(plan.services))) {
    const drain = drains.get(service.name);
    const begins = Math.max(0, ...(awaited.get(service.name) ?? []).map((name) => ends.get(name) ?? 0));
    const own = redeployed.has(service.name) && drain !== undefined ? successMinutes(service, drain) : 0;
    ends.set(service.name, begins + own);
  }
  return Math.max(0, ...ends.values());
}

/** Minutes that an update of a stack usually takes: load balancers, then links, and services one after the other. */
export function usualMinutes(plan: Plan, { loadBalancers, linksV1, services }: Work): number {
  return (
    callMinutes +
    (loadBalancers ? loadBalancerMinutes : 0) +
    (linksV1 ? linkMinutes : 0) +
    deploymentMinutes(plan, new Set(services))
  );
}
