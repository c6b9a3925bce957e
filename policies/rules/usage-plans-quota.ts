import { countAll } from "../account-counting";
import { quotaRule } from "../quota-rule";

export const usagePlansQuota = quotaRule({
  id: "usage-plans-quota",
  displayName: "Usage plans per Region",
  quota: "apigateway.usagePlans",
  remediation:
    "Let several keys share a usage plan, or request a quota increase and add the new value to the quotas setting.",
  count: countAll("usage plans", "usagePlan"),
});
