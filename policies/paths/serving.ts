import { sharesOf, targetGroupsOf } from "../graph/forwarding";
import type { Shares } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import { referenceKey, resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { pairsGovernedAt } from "../graph/strategies";

/**
 * Target groups that get the requests of a listener or listener rule. Where ECS moves the weights, both target groups of
 * the service serve in turn, whatever the weights are.
 */
export function servingOf(graph: Graph, owner: Resource, property: "actions" | "defaultActions"): Shares {
  const shares = sharesOf(graph, owner, property);
  const pairs = new Set(
    pairsGovernedAt(graph, owner).flatMap(({ groups }) => resourcesIn(groups.references).map(({ urn }) => urn)),
  );
  const both = targetGroupsOf(graph, owner);
  const isOfPairs = both.exact && both.references.every((group) => pairs.has(referenceKey(group) ?? ""));
  return isOfPairs && shares.serving.references.length > 0
    ? { ...shares, serving: both, undecided: { references: [], exact: true } }
    : shares;
}
