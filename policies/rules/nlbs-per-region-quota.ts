import { countBalancers } from "../account-counting";
import { quotaRule } from "../quota-rule";

export const nlbsPerRegionQuota = quotaRule({
  id: "nlbs-per-region-quota",
  displayName: "NLBs per Region",
  quota: "elb.nlbsPerRegion",
  remediation:
    "Share an NLB among services by listener port, or request a quota increase and add the new value to the quotas setting.",
  count: countBalancers("Network Load Balancers", "network"),
});
