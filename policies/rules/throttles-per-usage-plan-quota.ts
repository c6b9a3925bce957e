import { countThrottles } from "../usage-plan-counting";
import { quotaRule } from "../quota-rule";

export const throttlesPerUsagePlanQuota = quotaRule({
  id: "throttles-per-usage-plan-quota",
  displayName: "Throttles of methods per usage plan",
  quota: "apigateway.throttlesPerUsagePlan",
  remediation:
    "Set throttleSettings for the whole usage plan instead, or request a quota increase and add the new value to the quotas setting.",
  count: countThrottles,
});
