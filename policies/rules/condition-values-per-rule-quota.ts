import { countEach } from "../quota-counting";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { known, readElements } from "../graph/value";
import { quotaRule } from "../quota-rule";

const blocks = ["hostHeader", "httpHeader", "httpRequestMethod", "pathPattern", "queryStrings", "sourceIp"];

/** Number of values in all conditions of a rule. */
function conditionValues(_: Graph, rule: Resource): number {
  const conditions = known(readElements(rule, "conditions")) ?? [];
  const values = conditions.flatMap((at) =>
    blocks.flatMap((block) => known(readElements(rule, `${at}.${block}.values`)) ?? []),
  );
  return values.length;
}

export const conditionValuesPerRuleQuota = quotaRule({
  id: "condition-values-per-rule-quota",
  displayName: "Condition values per listener rule",
  quota: "elb.conditionValuesPerRule",
  scope: "resource",
  remediation: "Split the values among several listener rules.",
  count: countEach("condition values of listener rule", "listenerRule", conditionValues),
});
