import { deploymentMinutes, successMinutes } from "./deployment-minutes";
import { drainByService } from "./drain";
import type { Plan } from "./plan";
import { callWaits, inCallOrder } from "./service-connect";
import { shiftMinutesByService } from "./shift-minutes";

/** How long an update of a stack may take, and what the job that runs it needs. */
export interface Waits {
  /**
   * The longest wait for services, in minutes: each waits for those that it calls, and the last one fails. 0 if no service
   * is waited for.
   */
  readonly longestMinutes: number;
  /** Services of the longest wait, in the order in which they are deployed. */
  readonly services: readonly string[];
  /** Value of `pulumi up --parallel` with which no service waits for a free place. */
  readonly parallel: number;
  /** Time limit of the job, in minutes. */
  readonly jobMinutes: number;
  /** Duration of the session of the deploying role, in seconds. */
  readonly sessionSeconds: number;
}

/** Calls at a time for everything beside the services: those that the CLI makes by default on a machine with four cores. */
const otherCalls = 16;

/**
 * Minutes beside the services: previews with refresh, load balancers, VPC links, APIs and the policies afterwards. Assumed,
 * for AWS documents no times.
 */
const otherMinutes = 20;

/** Minutes of a job before it has credentials and after: checkout, installation, offline preview. Assumed. */
const jobMinutesBeside = 30;

/** Time limit that jobs had before it was computed. */
const shortestJobMinutes = 90;

/** Jobs on machines of GitHub end after 6 hours: https://docs.github.com/en/actions/reference/limits */
const longestJobMinutes = 360;

/**
 * Session of a role, in minutes: an hour by default, and 12 hours at most.
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
const session = { defaultMinutes: 60, longestMinutes: 720 } as const;

/** Services that are deployed one after the other. */
interface Chain {
  readonly minutes: number;
  readonly services: readonly string[];
}

const noChain: Chain = { minutes: 0, services: [] };
const longest = (chains: readonly Chain[]): Chain =>
  chains.reduce((one, other) => (other.minutes > one.minutes ? other : one), noChain);
const then = ({ minutes, services }: Chain, name: string, more: number): Chain => ({
  minutes: minutes + more,
  services: [...services, name],
});

/** The longest chain: the last service fails and is rolled back; if an earlier one failed, the update would end there. */
function longestChain(plan: Plan): Chain {
  const drains = drainByService(plan);
  const shiftMinutes = shiftMinutesByService(plan);
  const waits = callWaits(plan.services);
  const succeeded = new Map<string, Chain>();
  const ends = inCallOrder(plan.services, waits).map((service) => {
    const { name } = service;
    const drain = drains.get(name);
    const shift = shiftMinutes.get(name);
    const before = longest((waits.awaited.get(name) ?? []).map((called) => succeeded.get(called) ?? noChain));
    const isAwaited = service.wait && drain !== undefined;
    succeeded.set(name, isAwaited ? then(before, name, successMinutes(service, drain, shift)) : before);
    return isAwaited ? then(before, name, deploymentMinutes(service, drain, shift).update) : before;
  });
  return longest(ends);
}

/**
 * What an update may have to wait for at most, from the timeouts of the ECS services. The validation of a certificate that
 * the stack issues, which takes minutes and is given up after 75, is not counted.
 */
export function waitsOf(plan: Plan): Waits {
  const { minutes, services } = longestChain(plan);
  const sessionMinutes = Math.max(session.defaultMinutes, minutes + otherMinutes);
  return {
    longestMinutes: minutes,
    services,
    parallel: plan.services.length + otherCalls,
    jobMinutes: Math.min(longestJobMinutes, Math.max(shortestJobMinutes, minutes + otherMinutes + jobMinutesBeside)),
    sessionSeconds: Math.min(session.longestMinutes, sessionMinutes) * 60,
  };
}

/** What the deploying role and its job need for updates that may take longer than a session lasts by default. */
export function waitNotes(plan: Plan): readonly string[] {
  const { longestMinutes, services, sessionSeconds, jobMinutes } = waitsOf(plan);
  if (longestMinutes + otherMinutes <= session.defaultMinutes) return [];
  const limit =
    longestMinutes + otherMinutes + jobMinutesBeside > longestJobMinutes
      ? `; a job on a machine of GitHub ends after ${String(jobMinutes)} minutes, so run pulumi up elsewhere, or set a shorter drainSeconds`
      : "";
  return [
    `an update may take ${String(longestMinutes + otherMinutes)} minutes, of which it waits ${String(longestMinutes)} for ${services.join(", then ")}; the session of the deploying role ends after ${String(session.defaultMinutes)} by default, so run aws iam update-role --role-name <role> --max-session-duration ${String(sessionSeconds)}${limit}`,
  ];
}
