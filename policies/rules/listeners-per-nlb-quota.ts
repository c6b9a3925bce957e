import { countOnBalancers } from "../balancer-counting";
import { quotaRule } from "../quota-rule";

export const listenersPerNlbQuota = quotaRule({
  id: "listeners-per-nlb-quota",
  displayName: "Listeners per NLB",
  quota: "elb.listenersPerNlb",
  remediation: "Add an NLB with its own VPC link for further services.",
  count: countOnBalancers("listeners on", "network", (_, { listeners }) => ({ used: listeners.length })),
});
