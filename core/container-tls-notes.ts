import type { Plan } from "./plan";
import type { OwnedTargetGroup } from "./plan-queries";
import { encryptsToTargets, targetGroups } from "./plan-queries";

/** Names of the services of target groups, each once. */
const servicesOf = (groups: readonly OwnedTargetGroup[]): readonly string[] => [
  ...new Set(groups.flatMap(({ targetGroup: { target } }) => (target.kind === "service" ? [target.service] : []))),
];

/**
 * What the owner of a stack should know about TLS between load balancers and containers.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
export function containerTlsNotes(plan: Plan): readonly string[] {
  const encrypted = targetGroups(plan).filter(({ targetGroup }) => encryptsToTargets(targetGroup));
  const all = servicesOf(encrypted);
  const behindNlbs = servicesOf(encrypted.filter(({ balancer }) => balancer.type === "nlb"));
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
