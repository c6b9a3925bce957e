import { countOnBalancers } from "../balancer-counting";
import { quotaRule } from "../quota-rule";

export const listenersPerAlbQuota = quotaRule({
  id: "listeners-per-alb-quota",
  displayName: "Listeners per ALB",
  quota: "elb.listenersPerAlb",
  remediation:
    "Distinguish services with path rules, add an ALB, or request a quota increase and add the new value to the quotas setting.",
  count: countOnBalancers("listeners on", "application", (_, { listeners }) => ({ used: listeners.length })),
});
