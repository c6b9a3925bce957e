import { countEach } from "../quota-counting";
import { quotaRule } from "../quota-rule";
import { conditionValuesOf } from "../rule-conditions";

export const conditionValuesPerRuleQuota = quotaRule({
  id: "condition-values-per-rule-quota",
  displayName: "Condition values per listener rule",
  quota: "elb.conditionValuesPerRule",
  remediation: "Split the values among several listener rules.",
  count: countEach("condition values of listener rule", "listenerRule", (_, rule) => conditionValuesOf(rule).length),
});
