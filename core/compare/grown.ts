import { fixedCost } from "../cost";
import { sized } from "../growth";
import { planStack } from "../planner";
import { isBalanced } from "../load-balancing/load-balancing";
import type { Settings } from "../settings/settings";
import { trafficCost } from "./traffic";
import type { Traffic } from "./traffic-line";

/** How far a list of services can grow before it reaches a limit. */
export interface GrowthLimit {
  /** Number of services that fit. */
  readonly services: number;
  /** The search ended before it reached a limit. */
  readonly atLeast: boolean;
  /** Limit that refuses one more service; empty without a limit. */
  readonly by: string;
}

/** A choice with a larger number of services. */
export interface Grown {
  /** Number of services that the choice is grown to. */
  readonly services: number;
  /** The first limit that growth reaches, of the topology or the account; absent if all services fit. */
  readonly stop?: { readonly services: number; readonly by: string };
  /** Cost of all services, in USD per month; absent if no plan has a place for all of them. */
  readonly cost?: { readonly fixedUsdPerMonth: number; readonly trafficUsdPerMonth: number };
}

/**
 * Whether a list has services that growth can copy: those behind load balancers of the stack. A service behind an existing
 * load balancer has no copy.
 */
export const canGrow = ({ services }: Settings): boolean => services.some(isBalanced);

/**
 * A choice with `services` services: the listed ones are copied in turn.
 *
 * @param stops - by topology and by account, searched at least to `services`
 * @param traffic - of all services together, before and after
 */
export function grow(
  settings: Settings,
  services: number,
  stops: { readonly topology: GrowthLimit; readonly account: GrowthLimit },
  traffic: Traffic,
): Grown {
  const first = stops.account.services < stops.topology.services ? stops.account : stops.topology;
  const { plan, problems } = planStack(sized(settings, services));
  return {
    services,
    ...(first.services < services ? { stop: { services: first.services, by: first.by } } : {}),
    // A service without a place is missing from the plan, so its cost would be too low.
    ...(problems.length > 0
      ? {}
      : {
          cost: {
            fixedUsdPerMonth: fixedCost(plan, settings.region).usdPerMonth,
            trafficUsdPerMonth: trafficCost(plan, traffic, settings.region).usdPerMonth,
          },
        }),
  };
}
