import { countEach } from "../quota-counting";
import { balancerType, listenersOf, rulesOf } from "../graph/load-balancers";
import { quotaRule } from "../quota-rule";

export const rulesPerAlbQuota = quotaRule({
  id: "rules-per-alb-quota",
  displayName: "Listener rules per ALB",
  quota: "elb.rulesPerAlb",
  scope: "resource",
  remediation:
    "Add an ALB for further services, or request a quota increase and add the new value to the quotas setting.",
  count: countEach(
    "listener rules on ALB",
    "loadBalancer",
    (graph, balancer) => listenersOf(graph, balancer).flatMap((listener) => rulesOf(graph, listener)).length,
    (balancer) => balancerType(balancer) === "application",
  ),
});
