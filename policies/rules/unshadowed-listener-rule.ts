import { resourceRule } from "../resource-rule";
import { listenerOf, rulesOf } from "../graph/load-balancers";
import type { Resource } from "../graph/resource";
import { known, readElements, readNumber, readStrings } from "../graph/value";
import { violation } from "../rule";

/** Path patterns of a rule without other conditions; undefined with others, because those may distinguish the rules. */
function patterns(rule: Resource): readonly string[] | undefined {
  const conditions = known(readElements(rule, "conditions")) ?? [];
  const [only] = conditions;
  return conditions.length === 1 && only !== undefined
    ? known(readStrings(rule, `${only}.pathPattern.values`))
    : undefined;
}

/** Whether one pattern matches every path of another; only a trailing `*` is a wildcard here. */
const covers = (wide: string, narrow: string) =>
  wide.endsWith("*") && !/[*?]/.test(wide.slice(0, -1)) ? narrow.startsWith(wide.slice(0, -1)) : wide === narrow;

/** A rule never gets a request if an earlier rule matches all of its paths. */
export const unshadowedListenerRule = resourceRule({
  id: "unshadowed-listener-rule",
  displayName: "Listener rules are reachable",
  description: "No listener rule is shadowed by a rule with a lower priority value that matches all of its paths.",
  remediation: "Give the rule with the longer path the lower priority value.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
  tags: ["wiring", "listener"],
  hop: "rule",
  kinds: ["listenerRule"],
  none: "the stack has no listener rule",
  judge: (graph, rule) => {
    const listener = listenerOf(graph, rule);
    const [own, priority] = [patterns(rule), known(readNumber(rule, "priority"))];
    if (listener.kind !== "resource" || own === undefined || own.length === 0 || priority === undefined) return [];
    const first = rulesOf(graph, listener.resource).find((other) => {
      const earlier = (known(readNumber(other, "priority")) ?? Infinity) < priority;
      return earlier && own.every((narrow) => patterns(other)?.some((wide) => covers(wide, narrow)) === true);
    });
    if (first === undefined) return [];
    return [
      violation(
        rule,
        `listener rule ${rule.name} never gets a request; ${first.name} matches all of its paths first`,
        `Give ${rule.name} a lower priority value than ${first.name}.`,
      ),
    ];
  },
});
