import type { NlbCapacity } from "../placement/nlbs";
import { placeOnNlbs } from "../placement/nlbs";
import type { Endpoint, OwnBalancer } from "../plan";
import type { PlacementProblem } from "../problem";
import type { NlbTarget } from "./nlb-by-ports";
import { nlbByPorts } from "./nlb-by-ports";

/** Targets with what each counts for among an NLB's targets. */
export type WeightedTarget = NlbTarget & { readonly targets: number };

/** NLBs of one VPC with the endpoint of every target. */
export interface SharedNlbs {
  readonly balancers: readonly OwnBalancer[];
  readonly endpoints: ReadonlyMap<string, Endpoint & { readonly kind: "listener" }>;
  readonly problems: readonly PlacementProblem[];
  readonly notes: readonly string[];
}

/**
 * Spreads targets over as few NLBs as they need, named `<base>-1`, `<base>-2` and so on.
 *
 * @param place - VPC, base name and cross-zone balancing of the NLBs
 */
export function sharedNlbs(
  place: Pick<OwnBalancer, "name" | "vpc" | "crossZone">,
  targets: readonly WeightedTarget[],
  capacity: NlbCapacity,
): SharedNlbs {
  const { nlbs, problems, unstable } = placeOnNlbs(place.name, targets, capacity);
  const byName = new Map(targets.map((target) => [target.name, target]));
  const shared = [...nlbs].map(([number, members]) =>
    nlbByPorts(
      { ...place, name: `${place.name}-${number}` },
      members.flatMap(({ name }) => byName.get(name) ?? []),
    ),
  );
  const notes = unstable
    ? [
        `unpinned services stand on more than one NLB in ${place.vpc}: a further service may move one; write pins to hold them`,
      ]
    : [];
  return {
    balancers: shared.map(({ balancer }) => balancer),
    endpoints: new Map(
      shared.flatMap(({ balancer, ports }) =>
        [...ports].map(([owner, port]) => [owner, { kind: "listener", balancer: balancer.name, port }] as const),
      ),
    ),
    problems: [...problems, ...shared.flatMap((nlb) => nlb.problems)],
    notes,
  };
}
