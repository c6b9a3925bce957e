import { countEach } from "../graph/counting";
import { balancerType, listenersOf } from "../graph/balancers";
import { quotaRule } from "../quota-rule";

export const listenersPerNlbQuota = quotaRule({
  id: "listeners-per-nlb-quota",
  displayName: "Listeners per NLB",
  quota: "elb.listenersPerNlb",
  scope: "resource",
  remediation: "Put further services behind a further NLB with a link of its own.",
  count: countEach(
    "listeners on NLB",
    "loadBalancer",
    (graph, balancer) => listenersOf(graph, balancer).length,
    (balancer) => balancerType(balancer) === "network",
  ),
});
