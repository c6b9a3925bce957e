import { sharesOf, targetGroupsOf } from "../graph/forwarding";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { candidates, referenceKey, resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { pairsGovernedAt } from "../graph/strategies";
import type { Pair } from "../graph/strategies";
import { known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";
import type { Finding } from "../rule";

const propertyOf = (forwarder: Resource) => (isKind(forwarder, "listener") ? "defaultActions" : "actions");

/**
 * Target groups that the actions name: by value, or in the program while `ignoreChanges` keeps older actions. The engine
 * records dependencies of the program's value in both cases.
 */
function namedAt(graph: Graph, forwarder: Resource): ReadonlySet<string | undefined> {
  const { references } = targetGroupsOf(graph, forwarder);
  const wired = candidates(graph, forwarder, propertyOf(forwarder), "targetGroup").map(({ urn }) => urn);
  return new Set([...references.map(referenceKey), ...wired]);
}

/** Names of target groups of a pair that the actions lack; none if an unknown one may be it. */
function lackingAt(graph: Graph, forwarder: Resource, { groups }: Pair): readonly string[] {
  const named = namedAt(graph, forwarder);
  if (named.has(undefined) || !groups.exact) return [];
  return resourcesIn(groups.references)
    .filter(({ urn }) => !named.has(urn))
    .map(({ name }) => name);
}

/** With linear and canary deployments, a refresh may find both target groups serving. */
const isAllAtOnce = ({ service }: Pair) =>
  known(readString(service, "deploymentConfiguration.strategy")) === "BLUE_GREEN";

function judgePair(graph: Graph, forwarder: Resource, pair: Pair): readonly Finding[] {
  const { service } = pair;
  const lacking = lackingAt(graph, forwarder, pair);
  const { serving } = sharesOf(graph, forwarder, propertyOf(forwarder));
  const isProduction = referenceKey(pair.production) === forwarder.urn;
  if (lacking.length > 0) {
    const wrong = `${labelOf(forwarder)} does not name target group ${lacking.join(" or ")}, to which ECS service ${service.name} shifts requests: it may be deleted while the listener uses it, and AWS documents that ECS wants both named`;
    return [violation(forwarder, wrong)];
  }
  return isProduction && isAllAtOnce(pair) && serving.exact && serving.references.length > 1
    ? [
        violation(
          forwarder,
          `${labelOf(forwarder)} gives both target groups of ECS service ${service.name} a weight above 0; ECS starts a deployment only if one of them serves`,
          "Give the alternate target group weight 0.",
        ),
      ]
    : [];
}

/**
 * Advice, because sources disagree: AWS's page says that ECS rejects a rule without both groups if there is no test rule,
 * and a live stack was accepted (https://github.com/go-to-k/cdk-real-drift/issues/1730).
 */
export const governedActionNamesBothGroups = resourceRule({
  id: "governed-action-names-both-groups",
  displayName: "Governed actions name both target groups",
  description:
    "A listener or listener rule whose weights deployments manage names both target groups of the service, one of them with weight 0, so that the engine deletes neither before the rule.",
  severity: "high",
  enforcement: "advisory",
  remediation: "Forward to both target groups: weight 100 for the first, 0 for the alternate.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html",
  tags: ["wiring", "balancer"],
  kinds: ["listener", "listenerRule"],
  about: (graph, forwarder) => pairsGovernedAt(graph, forwarder).length > 0,
  none: "no ECS service names a listener or listener rule for its deployments",
  judge: (graph, forwarder) => pairsGovernedAt(graph, forwarder).flatMap((pair) => judgePair(graph, forwarder, pair)),
});
