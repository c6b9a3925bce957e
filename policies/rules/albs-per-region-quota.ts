import { countAll } from "../quota-counting";
import { balancerType } from "../graph/load-balancers";
import { quotaRule } from "../quota-rule";

export const albsPerRegionQuota = quotaRule({
  id: "albs-per-region-quota",
  displayName: "ALBs per Region",
  quota: "elb.albsPerRegion",
  scope: "region",
  remediation:
    "Share an ALB among services with path rules, or request a quota increase and add the new value to the quotas setting.",
  count: countAll("Application Load Balancers", "loadBalancer", (balancer) => balancerType(balancer) === "application"),
});
