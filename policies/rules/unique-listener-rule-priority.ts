import { listenerOf } from "../graph/load-balancers";
import { groupBy, ofKind } from "../graph/graph";
import { referenceKey } from "../graph/references";
import { known, readNumber } from "../graph/value";
import { notApplicable, undetermined, violation } from "../rule";
import type { Rule } from "../rule";

/** Whether two listeners are certainly different ones. */
const isElsewhere = (one: string | undefined, other: string | undefined) =>
  one !== undefined && other !== undefined && one !== other;

/** AWS rejects a duplicate with PriorityInUse. A rule without a priority gets a free one and is not checked. */
export const uniqueListenerRulePriority: Rule = {
  id: "unique-listener-rule-priority",
  displayName: "Unique listener rule priorities",
  description: "No two rules of a listener have the same priority.",
  severity: "high",
  enforcement: "mandatory",
  remediation: "Give each rule of the listener its own priority from 1 to 50000, and leave gaps between priorities.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
  tags: ["wiring", "listener"],
  hop: "rule",
  check: (graph) => {
    // AWS rejects the rule that it creates second; the finding names the same one in any order of registration.
    const sorted = [...ofKind(graph, "listenerRule")].sort((left, right) => (left.urn < right.urn ? -1 : 1));
    const rules = sorted.map((rule) => ({
      rule,
      listener: referenceKey(listenerOf(graph, rule)),
      priority: readNumber(rule, "priority"),
    }));
    if (rules.length === 0) return notApplicable("the stack has no listener rule");
    const byPriority = groupBy(rules, ({ listener, priority }) => {
      const number = known(priority);
      return listener === undefined || number === undefined ? undefined : `${number} ${listener}`;
    });
    return [
      ...rules.flatMap(({ rule, listener, priority }) => {
        if (priority.kind === "unknown") {
          const isAlone = rules.every(
            (other) => other.rule === rule || other.priority.kind === "absent" || isElsewhere(listener, other.listener),
          );
          return isAlone ? [] : [undetermined(rule, `the priority of listener rule ${rule.name}`)];
        }
        const open = listener === undefined && priority.kind === "known";
        return open ? [undetermined(rule, `the listener of listener rule ${rule.name}`)] : [];
      }),
      ...[...byPriority.values()].flatMap(([first, ...others]) =>
        others.map(({ rule, priority }) =>
          violation(
            rule,
            `listener rule ${rule.name} has priority ${known(priority) ?? 0}, which ${first?.rule.name ?? ""} already has on the same listener`,
          ),
        ),
      ),
    ];
  },
};
