import { countEach } from "../quota-counting";
import { balancerType, listenersOf, rulesOf } from "../graph/load-balancers";
import { quotaRule } from "../quota-rule";

export const rulesPerAlbQuota = quotaRule({
  id: "rules-per-alb-quota",
  displayName: "Rules per ALB",
  quota: "elb.rulesPerAlb",
  scope: "resource",
  remediation: "Put further services behind a further ALB, or have AWS raise the quota and give it in the settings.",
  count: countEach(
    "rules on ALB",
    "loadBalancer",
    (graph, balancer) => listenersOf(graph, balancer).flatMap((listener) => rulesOf(graph, listener)).length,
    (balancer) => balancerType(balancer) === "application",
  ),
});
