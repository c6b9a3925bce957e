import { countBalancers } from "../account-counting";
import { quotaRule } from "../quota-rule";

export const albsPerRegionQuota = quotaRule({
  id: "albs-per-region-quota",
  displayName: "ALBs per Region",
  quota: "elb.albsPerRegion",
  remediation:
    "Share an ALB among services with path rules, or request a quota increase and add the new value to the quotas setting.",
  count: countBalancers("Application Load Balancers", "application"),
});
