import type { BalancerNode, OwnBalancer } from "../plan";

interface Named {
  readonly name: string;
}

const union = <T extends Named>(left: readonly T[], right: readonly T[]): readonly T[] => [
  ...new Map([...left, ...right].map((node) => [node.name, node])).values(),
];

/** Everything of a load balancer but what differs between the listeners of its services. */
const identityOf = (node: OwnBalancer) => JSON.stringify({ ...node, listeners: [], targetGroups: [] });

/**
 * Load balancers of several parts of a plan: one node for each, with the listeners and target groups of all parts.
 * Different ones of the same name stay two nodes, which a later check refuses.
 */
export function united(balancers: readonly BalancerNode[]): readonly BalancerNode[] {
  const found = new Map<string, BalancerNode>();
  for (const [index, node] of balancers.entries()) {
    if (node.kind === "existing") {
      found.set(String(index), node);
      continue;
    }
    const known = found.get(identityOf(node));
    found.set(
      identityOf(node),
      known?.kind === "own"
        ? {
            ...known,
            listeners: union(known.listeners, node.listeners),
            targetGroups: union(known.targetGroups, node.targetGroups),
          }
        : node,
    );
  }
  return [...found.values()];
}
