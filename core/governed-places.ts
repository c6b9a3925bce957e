import type { OwnedTargetGroup } from "./plan-queries";
import { shiftOf, targetGroups } from "./plan-queries";
import type { Action, Plan } from "./plan";

/** Where the requests of a service with a strategy reach its two target groups. */
export interface GovernedPlace {
  /** Name of the primary target group. */
  readonly targetGroup: string;
  /** Load balancer and port of the listener, `orders-nlb 80`. */
  readonly listener: string;
  /**
   * Whether the same listener (NLB) or rule (shared ALB) has its requests without a strategy too. On a dedicated ALB, the
   * default action has them then.
   */
  readonly lasts: boolean;
}

const forwardsOnlyTo = (action: Action | undefined, group: string) =>
  action?.kind === "forward" && action.targetGroup === group && action.alternate === undefined;

function placeOf({ balancer, targetGroup: { name } }: OwnedTargetGroup): GovernedPlace | undefined {
  const shift = shiftOf(balancer, name);
  if (shift === undefined) return undefined;
  const { port, production } = shift;
  const listener = balancer.listeners.find((one) => one.port === port);
  return {
    targetGroup: name,
    listener: `${balancer.name} ${port}`,
    lasts: production === undefined || !forwardsOnlyTo(listener?.defaultAction, name),
  };
}

/** The places of all services with a strategy, by service. */
export const governedPlaces = (plan: Pick<Plan, "balancers">): ReadonlyMap<string, GovernedPlace> =>
  new Map(
    targetGroups(plan).flatMap((owned) => {
      const { target } = owned.targetGroup;
      const place = placeOf(owned);
      return target.kind === "service" && place !== undefined ? [[target.service, place] as const] : [];
    }),
  );
