import { countEach } from "../quota-counting";
import { balancerType, listenersOf } from "../graph/load-balancers";
import { quotaRule } from "../quota-rule";

export const listenersPerAlbQuota = quotaRule({
  id: "listeners-per-alb-quota",
  displayName: "Listeners per ALB",
  quota: "elb.listenersPerAlb",
  scope: "resource",
  remediation:
    "Distinguish services with path rules, add an ALB, or request a quota increase and add the new value to the quotas setting.",
  count: countEach(
    "listeners on ALB",
    "loadBalancer",
    (graph, balancer) => listenersOf(graph, balancer).length,
    (balancer) => balancerType(balancer) === "application",
  ),
});
