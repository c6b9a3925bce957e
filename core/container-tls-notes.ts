import type { Plan } from "./plan";
import { targetGroups } from "./plan-queries";

/** Names of the services whose tasks take TLS from a load balancer of one of the types, each once. */
function servicesTakingTls(plan: Plan, protocols: readonly string[]): readonly string[] {
  const names = targetGroups(plan).flatMap(({ targetGroup: { target, protocol } }) =>
    target.kind === "service" && protocols.includes(protocol) ? [target.service] : [],
  );
  return [...new Set(names)];
}

/**
 * What the owner of a stack should know about TLS between load balancers and containers.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
export function containerTlsNotes(plan: Plan): readonly string[] {
  const [all, behindNlbs] = [servicesTakingTls(plan, ["HTTPS", "TLS"]), servicesTakingTls(plan, ["TLS"])];
  return [
    ...(all.length === 0
      ? []
      : [
          `containerTls of ${all.join(", ")}: the load balancer encrypts the requests and does not verify the certificate of the container, which may be self-signed or expired`,
        ]),
    ...(behindNlbs.length === 0
      ? []
      : [
          `containerTls of ${behindNlbs.join(", ")}: health checks of an NLB fail if the container takes TLS 1.3 only; let it take TLS 1.2 too`,
        ]),
  ];
}
