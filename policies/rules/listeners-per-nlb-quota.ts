import { countEach } from "../quota-counting";
import { balancerType, listenersOf } from "../graph/load-balancers";
import { quotaRule } from "../quota-rule";

export const listenersPerNlbQuota = quotaRule({
  id: "listeners-per-nlb-quota",
  displayName: "Listeners per NLB",
  quota: "elb.listenersPerNlb",
  scope: "resource",
  remediation: "Add an NLB with its own VPC link for further services.",
  count: countEach(
    "listeners on NLB",
    "loadBalancer",
    (graph, balancer) => listenersOf(graph, balancer).length,
    (balancer) => balancerType(balancer) === "network",
  ),
});
