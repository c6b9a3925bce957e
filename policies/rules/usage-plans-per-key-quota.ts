import { countPlansPerKey } from "../usage-plan-counting";
import { quotaRule } from "../quota-rule";

export const usagePlansPerKeyQuota = quotaRule({
  id: "usage-plans-per-key-quota",
  displayName: "Usage plans per API key",
  quota: "apigateway.usagePlansPerKey",
  remediation:
    "Put several APIs into one usage plan, or request a quota increase and add the new value to the quotas setting.",
  count: countPlansPerKey,
});
