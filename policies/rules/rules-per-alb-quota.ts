import { countOnBalancers } from "../balancer-counting";
import { quotaRule } from "../quota-rule";

export const rulesPerAlbQuota = quotaRule({
  id: "rules-per-alb-quota",
  displayName: "Listener rules per ALB",
  quota: "elb.rulesPerAlb",
  remediation:
    "Add an ALB for further services, or request a quota increase and add the new value to the quotas setting.",
  count: countOnBalancers("listener rules on", "application", (_, { rules }) => ({ used: rules.length })),
});
