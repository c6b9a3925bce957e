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
  remediation: "Put some services behind a further ALB, or have AWS raise the quota and give it in the settings.",
  count: countEach(
    "targets behind ALB",
    "loadBalancer",
    targetsOfBalancer,
    (balancer) => balancerType(balancer) === "application",
  ),
});
