import { countEach } from "../quota-counting";
import { balancerType } from "../graph/load-balancers";
import { targetGroupsOfBalancer } from "../graph/forwarding";
import { quotaRule } from "../quota-rule";

export const targetGroupsPerAlbQuota = quotaRule({
  id: "target-groups-per-alb-quota",
  displayName: "Target groups per ALB",
  quota: "elb.targetGroupsPerAlb",
  scope: "resource",
  remediation: "Add an ALB for further services.",
  count: countEach(
    "target groups on ALB",
    "loadBalancer",
    (graph, balancer) => targetGroupsOfBalancer(graph, balancer).length,
    (balancer) => balancerType(balancer) === "application",
  ),
});
