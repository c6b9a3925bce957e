import { resourceRule } from "../resource-rule";
import type { Graph } from "../graph/graph";
import { attachmentsOf, servicesOf, targetGroupsOf } from "../graph/forwarding";
import { listenerOf } from "../graph/load-balancers";
import { referenceKey, resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { pairsGovernedAt } from "../graph/strategies";
import { shadowsOf } from "../paths/shadows";
import { violation } from "../rule";

const groupKeys = (graph: Graph, rule: Resource): readonly string[] | undefined => {
  const { references, exact } = targetGroupsOf(graph, rule);
  const keys = references.map(referenceKey);
  return exact && keys.length > 0 && !keys.includes(undefined) ? keys.flatMap((key) => key ?? []).sort() : undefined;
};

/** Whether ECS changes the weights of the rule, so that it sends requests elsewhere than a rule with the same groups. */
const isGoverned = (graph: Graph, rule: Resource) => pairsGovernedAt(graph, rule).length > 0;

/** Whether the requests of a shadowed rule go to the target groups that it names, or these have no targets. */
function isHarmless(graph: Graph, rule: Resource, shadows: readonly Resource[]): boolean {
  const own = groupKeys(graph, rule);
  if (own === undefined || isGoverned(graph, rule)) return false;
  const groups = resourcesIn(targetGroupsOf(graph, rule).references);
  const isIdle = (group: Resource) => servicesOf(graph, group).length + attachmentsOf(graph, group).length === 0;
  if (groups.length === own.length && groups.every(isIdle)) return true;
  return shadows.every((shadow) => groupKeys(graph, shadow)?.join() === own.join());
}

/**
 * A rule never gets a request if earlier rules match all of its paths. This is reported only if its target groups miss
 * requests, or if it returns a response or redirect itself.
 */
export const unshadowedListenerRule = resourceRule({
  id: "unshadowed-listener-rule",
  displayName: "Listener rules are reachable",
  description:
    "No listener rule is shadowed by rules with a lower priority value that match all of its paths and send them elsewhere.",
  remediation: "Give the rule with the longer path the lower priority value.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
  tags: ["wiring", "listener"],
  hop: "rule",
  kinds: ["listenerRule"],
  none: "the stack has no listener rule",
  judge: (graph, rule) => {
    const listener = listenerOf(graph, rule);
    const shadows = listener.kind === "resource" ? shadowsOf(graph, listener.resource, rule) : [];
    if (shadows.length === 0 || isHarmless(graph, rule, shadows)) return [];
    const names = shadows.map(({ name }) => name).join(", ");
    const match = shadows.length === 1 ? "matches" : "match";
    return [
      violation(
        rule,
        `listener rule ${rule.name} never gets a request; ${names} ${match} all of its paths first`,
        `Give ${rule.name} a lower priority value than ${names}.`,
      ),
    ];
  },
});
