import { countEach } from "../quota-counting";
import { targetsOf } from "../graph/targets";
import { quotaRule } from "../quota-rule";

/** Tasks count at their autoscaling maximum. */
export const targetsPerTargetGroupQuota = quotaRule({
  id: "targets-per-target-group-quota",
  displayName: "Targets per target group",
  quota: "elb.targetsPerTargetGroup",
  remediation:
    "Split the service into several, or request a quota increase and add the new value to the quotas setting.",
  count: countEach("targets in target group", "targetGroup", targetsOf),
});
