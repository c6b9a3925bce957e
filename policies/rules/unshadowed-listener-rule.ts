import { resourceRule } from "../resource-rule";
import type { Graph } from "../graph/graph";
import { attachmentsOf, servicesOf, targetGroupsOf } from "../graph/forwarding";
import { listenerOf } from "../graph/load-balancers";
import { referenceKey, resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { readRulesOf } from "../paths/listener-rules";
import type { ReadListener, ReadRule } from "../paths/listener-rules";
import { exampleOf } from "../paths/witness";
import { violation } from "../rule";

/** Whether only path patterns decide on a rule; other conditions may distinguish rules. */
const isByPath = ({ methods, others, regexes, needs }: ReadRule) =>
  methods === undefined && others.length === 0 && regexes.length === 0 && needs === undefined;

/** Whether the earlier rules together match all paths of a rule. */
const isCovered = ({ language }: ReadListener, rule: ReadRule, earlier: readonly ReadRule[]) =>
  exampleOf({
    parts: [
      { text: "/", of: "target" },
      { kind: "rest", of: "target" },
    ],
    rules: language,
    accept: rule.positions,
    reject: earlier.flatMap(({ positions }) => positions),
    routes: { tokens: [] },
    taken: [],
  }) === undefined;

/** The earlier rules that match all paths of a rule; empty if it gets requests. */
function shadowsOf(graph: Graph, listener: Resource, rule: Resource): readonly Resource[] {
  const read = readRulesOf(graph, listener);
  const own = read.rules.find((each) => each.rule.urn === rule.urn);
  if (own === undefined || own.priority === Infinity || !isByPath(own)) return [];
  const meeting = read.earlier.get(rule.urn);
  const earlier = read.rules.filter(
    (each) => meeting?.has(each.rule.urn) === true && each.priority < own.priority && isByPath(each),
  );
  if (earlier.length === 0 || !isCovered(read, own, earlier)) return [];
  const alone = earlier.find((each) => isCovered(read, own, [each]));
  return (alone === undefined ? earlier : [alone]).map((each) => each.rule);
}

const groupKeys = (graph: Graph, rule: Resource): readonly string[] | undefined => {
  const { references, exact } = targetGroupsOf(graph, rule);
  const keys = references.map(referenceKey);
  return exact && keys.length > 0 && !keys.includes(undefined) ? keys.flatMap((key) => key ?? []).sort() : undefined;
};

/** Whether the requests of a shadowed rule go to the target groups that it names, or these have no targets. */
function isHarmless(graph: Graph, rule: Resource, shadows: readonly Resource[]): boolean {
  const own = groupKeys(graph, rule);
  if (own === undefined) return false;
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
