import type { OwnBalancer, Plan } from "./plan";
import { ownBalancers } from "./plan-queries";

/**
 * Whether a load balancer has anything to log: an ALB logs each request, an NLB the connections of its TLS listeners only.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
 */
const writesLogs = ({ type, listeners }: OwnBalancer): boolean =>
  type === "alb" || listeners.some(({ protocol }) => protocol === "TLS");

/** Load balancers of the stack that write access logs, and those that have nothing to log, if the plan has a bucket. */
export function loadBalancersWithLogs(plan: Plan): {
  readonly logging: readonly OwnBalancer[];
  readonly silent: readonly OwnBalancer[];
} {
  const own = plan.loadBalancerLogs === undefined ? [] : ownBalancers(plan);
  return { logging: own.filter(writesLogs), silent: own.filter((balancer) => !writesLogs(balancer)) };
}
