import type { Usage } from "./quota-rule";
import { targetGroupsOf } from "./graph/forwarding";
import type { Graph } from "./graph/graph";
import { referenceKey, resourcesIn } from "./graph/references";
import type { Reference } from "./graph/references";
import type { Resource } from "./graph/resource";
import { pairsGovernedAt } from "./graph/strategies";
import { usedBalancers } from "./graph/used-balancers";
import type { UsedBalancer } from "./graph/used-balancers";

const words = { application: "ALB", network: "NLB" } as const;

/** Counts something on each load balancer of a type, in the stack or known by its ARN. */
export const countOnBalancers =
  (
    what: string,
    type: "application" | "network",
    used: (graph: Graph, balancer: UsedBalancer) => Pick<Usage, "used" | "open">,
  ) =>
  (graph: Graph): readonly Usage[] =>
    usedBalancers(graph)
      .filter((balancer) => balancer.type === type)
      .map((balancer) => ({
        at: balancer.at,
        what: `${what} ${words[type]} ${balancer.name}`,
        ...used(graph, balancer),
      }))
      .filter((usage) => (usage.open?.most ?? usage.used) > 0);

/**
 * Target groups that the listeners and rules of a load balancer forward to, each once, with those that deployments of
 * ECS add to the actions.
 */
export function forwardedBy(graph: Graph, { listeners, rules }: UsedBalancer): readonly Reference[] {
  const all = [...listeners, ...rules].flatMap((owner) => [
    ...targetGroupsOf(graph, owner).references,
    ...pairsGovernedAt(graph, owner).flatMap(({ groups }) => groups.references),
  ]);
  return [...new Map(all.map((reference) => [referenceKey(reference) ?? reference, reference])).values()];
}

/** Target groups of the stack that a load balancer forwards to. */
export const groupsBehind = (graph: Graph, balancer: UsedBalancer): readonly Resource[] =>
  resourcesIn(forwardedBy(graph, balancer));
