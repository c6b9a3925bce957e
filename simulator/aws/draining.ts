import type { Lookup } from "./existing";
import { value } from "./existing";
import type { ServiceRevision } from "./live-state";
import { registrations } from "./revision";

const targetGroup = "aws:lb/targetGroup:TargetGroup";

/**
 * Seconds in which an NLB goes on sending new connections to a deregistered target.
 * Source: https://github.com/aws/containers-roadmap/issues/470
 */
const nlbSeconds = 120;

/** Seconds in which API Gateway goes on using an instance that has left Cloud Map. AWS does not state them. */
const cloudMapSeconds = 60;

/**
 * AWS's default of `deregistrationDelay`.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
 */
const defaultDrainSeconds = 300;

const drainSecondsOf = (account: Lookup, arn: string): number =>
  Math.max(
    0,
    ...account
      .where(targetGroup, "arn", arn)
      .map((one) => Number(value(one, "deregistrationDelay") || defaultDrainSeconds)),
  );

/** Whether a target group is one of an NLB. */
const isOfNlb = (account: Lookup, arn: string): boolean =>
  account.where(targetGroup, "arn", arn).some((one) => !["HTTP", "HTTPS"].includes(value(one, "protocol")));

/** Seconds in which new requests are sent to a deregistered target. An ALB sends none. */
function sentSeconds(account: Lookup, target: string): number {
  if (account.where("aws:servicediscovery/service:Service", "arn", target).length > 0) return cloudMapSeconds;
  return isOfNlb(account, target) ? nlbSeconds : 0;
}

/**
 * Whether requests are sent to a deregistered target of a task for longer than the task answers: until ECS has waited for
 * the longest deregistration delay of its target groups, and the `stopTimeout` of its containers is over. A container that
 * ends earlier after SIGTERM is not modelled.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html
 */
export function outlivesTask(account: Lookup, revision: ServiceRevision, target: string): boolean {
  const registered = registrations(revision);
  const drainSeconds = Math.max(0, ...registered.map(({ arn }) => drainSecondsOf(account, arn)));
  const port = registered.find(({ arn }) => arn === target)?.port ?? 0;
  const listening = revision.containers.filter(({ ports }) => ports.includes(port));
  const stopSeconds = Math.min(...listening.map((one) => one.stopSeconds));
  return drainSeconds + stopSeconds < sentSeconds(account, target);
}
