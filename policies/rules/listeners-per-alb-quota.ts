import { countEach } from "../quota-counting";
import { balancerType, listenersOf } from "../graph/load-balancers";
import { quotaRule } from "../quota-rule";

export const listenersPerAlbQuota = quotaRule({
  id: "listeners-per-alb-quota",
  displayName: "Listeners per ALB",
  quota: "elb.listenersPerAlb",
  scope: "resource",
  remediation:
    "Tell services apart by path rules, use a further ALB, or have AWS raise the quota and give it in the settings.",
  count: countEach(
    "listeners on ALB",
    "loadBalancer",
    (graph, balancer) => listenersOf(graph, balancer).length,
    (balancer) => balancerType(balancer) === "application",
  ),
});
