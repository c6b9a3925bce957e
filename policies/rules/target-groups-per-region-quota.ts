import { countAll } from "../account-counting";
import { quotaRule } from "../quota-rule";

/** Target groups of ALBs and NLBs count together. */
export const targetGroupsPerRegionQuota = quotaRule({
  id: "target-groups-per-region-quota",
  displayName: "Target groups per Region",
  quota: "elb.targetGroupsPerRegion",
  remediation:
    "Register each service with one target group, or request a quota increase and add the new value to the quotas setting.",
  count: countAll("target groups", "targetGroup"),
});
