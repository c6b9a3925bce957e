import { resourceRule } from "../resource-rule";
import { listenerOf, rulesOf } from "../graph/load-balancers";
import type { Resource } from "../graph/resource";
import { known, readElements, readNumber, readStrings } from "../graph/value";
import { violation } from "../rule";

/** Path patterns of a rule that has no other condition; `undefined` where it has, since those may tell rules apart. */
function patterns(rule: Resource): readonly string[] | undefined {
  const conditions = known(readElements(rule, "conditions")) ?? [];
  const [only] = conditions;
  return conditions.length === 1 && only !== undefined
    ? known(readStrings(rule, `${only}.pathPattern.values`))
    : undefined;
}

/** Whether every path of one pattern fits another; only ends in `*` are compared, the rest is taken as it stands. */
const covers = (wide: string, narrow: string) =>
  wide.endsWith("*") && !/[*?]/.test(wide.slice(0, -1)) ? narrow.startsWith(wide.slice(0, -1)) : wide === narrow;

/** A rule that an earlier one always takes first never gets a request. */
export const unshadowedListenerRule = resourceRule({
  id: "unshadowed-listener-rule",
  displayName: "Listener rules are reachable",
  description: "No rule of a listener is hidden by a rule of lower priority that takes all of its paths.",
  remediation: "Give the rule of the deeper path the lower priority.",
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
        `${rule.name} never gets a request: ${first.name} takes all of its paths before it`,
        `Give ${rule.name} a lower priority than ${first.name}.`,
      ),
    ];
  },
});
