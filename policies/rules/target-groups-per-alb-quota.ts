import { countOnBalancers, forwardedBy } from "../balancer-counting";
import { quotaRule } from "../quota-rule";

export const targetGroupsPerAlbQuota = quotaRule({
  id: "target-groups-per-alb-quota",
  displayName: "Target groups per ALB",
  quota: "elb.targetGroupsPerAlb",
  remediation: "Add an ALB for further services.",
  count: countOnBalancers("target groups on", "application", (graph, balancer) => ({
    used: forwardedBy(graph, balancer).length,
  })),
});
