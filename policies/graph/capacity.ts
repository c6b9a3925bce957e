import type { Resource } from "./resource";
import { known, readElements, readNumber, readString } from "./value";

/** One item of the capacity provider strategy of an ECS service. */
export interface CapacityItem {
  /** Name of the capacity provider; undefined if it is unknown. */
  readonly provider: string | undefined;
  /** Number of tasks that this provider runs first. */
  readonly base: number;
  /** Part of the other tasks that this provider runs. */
  readonly weight: number;
}

/**
 * The capacity provider strategy of an ECS service; undefined if it is unknown, empty if the service sets none. Base and
 * weight are 0 by default.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
 */
export function strategyOf(service: Resource): readonly CapacityItem[] | undefined {
  const elements = readElements(service, "capacityProviderStrategies");
  if (elements.kind === "unknown") return undefined;
  return (known(elements) ?? []).map((at) => ({
    provider: known(readString(service, `${at}.capacityProvider`)),
    base: known(readNumber(service, `${at}.base`)) ?? 0,
    weight: known(readNumber(service, `${at}.weight`)) ?? 0,
  }));
}

/**
 * Maximum number of tasks of a strategy on the providers that match: their base, and their part of the other tasks.
 * Without a weight above 0 every provider counts with all of them.
 *
 * @param count - number of tasks of the service, all of one revision
 */
export function tasksOn(
  strategy: readonly CapacityItem[],
  count: number,
  matches: (provider: string | undefined) => boolean,
): number {
  const sum = (items: readonly CapacityItem[], key: "base" | "weight") =>
    items.reduce((total, item) => total + item[key], 0);
  const mine = strategy.filter(({ provider }) => matches(provider));
  if (mine.length === 0) return 0;
  const rest = Math.max(0, count - sum(strategy, "base"));
  const weights = sum(strategy, "weight");
  const part = weights === 0 ? 1 : sum(mine, "weight") / weights;
  return Math.min(count, sum(mine, "base") + Math.ceil(rest * part));
}
