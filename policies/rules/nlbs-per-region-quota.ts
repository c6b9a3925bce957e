import { countAll } from "../quota-counting";
import { balancerType } from "../graph/load-balancers";
import { quotaRule } from "../quota-rule";

export const nlbsPerRegionQuota = quotaRule({
  id: "nlbs-per-region-quota",
  displayName: "NLBs per Region",
  quota: "elb.nlbsPerRegion",
  scope: "region",
  remediation: "Let services share an NLB by ports, or have AWS raise the quota and give it in the settings.",
  count: countAll("Network Load Balancers", "loadBalancer", (balancer) => balancerType(balancer) === "network"),
});
