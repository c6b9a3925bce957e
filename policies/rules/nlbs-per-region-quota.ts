import { countAll } from "../quota-counting";
import { balancerType } from "../graph/load-balancers";
import { quotaRule } from "../quota-rule";

export const nlbsPerRegionQuota = quotaRule({
  id: "nlbs-per-region-quota",
  displayName: "NLBs per Region",
  quota: "elb.nlbsPerRegion",
  scope: "region",
  remediation:
    "Share an NLB among services by listener port, or request a quota increase and add the new value to the quotas setting.",
  count: countAll("Network Load Balancers", "loadBalancer", (balancer) => balancerType(balancer) === "network"),
});
