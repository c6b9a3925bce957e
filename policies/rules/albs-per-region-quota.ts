import { countAll } from "../quota-counting";
import { balancerType } from "../graph/load-balancers";
import { quotaRule } from "../quota-rule";

export const albsPerRegionQuota = quotaRule({
  id: "albs-per-region-quota",
  displayName: "ALBs per Region",
  quota: "elb.albsPerRegion",
  scope: "region",
  remediation: "Let services share an ALB by path rules, or have AWS raise the quota and give it in the settings.",
  count: countAll("Application Load Balancers", "loadBalancer", (balancer) => balancerType(balancer) === "application"),
});
