import { countEach } from "../quota-counting";
import { quotaRule } from "../quota-rule";
import { conditionWildcardsOf } from "../rule-conditions";

export const conditionWildcardsPerRuleQuota = quotaRule({
  id: "condition-wildcards-per-rule-quota",
  displayName: "Condition wildcards per listener rule",
  quota: "elb.conditionWildcardsPerRule",
  remediation: "Use fewer wildcards, or split the conditions among several listener rules.",
  count: countEach("condition wildcards of listener rule", "listenerRule", (_, rule) => conditionWildcardsOf(rule)),
});
