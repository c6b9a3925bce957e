import { balancerType } from "../graph/load-balancers";
import { countEach } from "../quota-counting";
import { targetsOfBalancer } from "../graph/targets";
import { quotaRule } from "../quota-rule";

/** Tasks count at their autoscaling maximum. */
export const targetsPerAlbQuota = quotaRule({
  id: "targets-per-alb-quota",
  displayName: "Targets per ALB",
  quota: "elb.targetsPerAlb",
  scope: "resource",
  remediation:
    "Move some services to another ALB, or request a quota increase and add the new value to the quotas setting.",
  count: countEach(
    "targets behind ALB",
    "loadBalancer",
    targetsOfBalancer,
    (balancer) => balancerType(balancer) === "application",
  ),
});
