import { countOnBalancers, groupsBehind } from "../balancer-counting";
import { targetsOf } from "../graph/targets";
import { quotaRule } from "../quota-rule";

/** Tasks count at their autoscaling maximum; a target in two target groups counts twice, as AWS counts. */
export const targetsPerAlbQuota = quotaRule({
  id: "targets-per-alb-quota",
  displayName: "Targets per ALB",
  quota: "elb.targetsPerAlb",
  remediation:
    "Move some services to another ALB, or request a quota increase and add the new value to the quotas setting.",
  count: countOnBalancers("targets behind", "application", (graph, balancer) => ({
    used: groupsBehind(graph, balancer).reduce((sum, group) => sum + targetsOf(graph, group), 0),
  })),
});
