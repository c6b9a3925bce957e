import { countAll } from "../account-counting";
import { quotaRule } from "../quota-rule";

export const alarmsPerRegionQuota = quotaRule({
  id: "alarms-per-region-quota",
  displayName: "Alarms per Region",
  quota: "cloudwatch.alarms",
  remediation: "Remove alarms, or request a quota increase and add the new value to the quotas setting.",
  count: countAll("alarms", "metricAlarm"),
});
