import type { ProviderCall } from "../aws/handlers";
import type { OrderedCall } from "./call";
import { State } from "./state";
import type { StateResource } from "./state";

/** Positions in the log, by URN. A URN has two deletes if an earlier update failed before its own. */
type Positions = ReadonlyMap<string, readonly number[]>;

function positionsOf(log: readonly ProviderCall[], wanted: (operation: string) => boolean): Positions {
  const found = new Map<string, number[]>();
  for (const [position, { operation, urn }] of log.entries()) {
    if (wanted(operation)) found.set(urn, [...(found.get(urn) ?? []), position]);
  }
  return found;
}

/** The next calls that a resource needs: also through resources that the update does not change. */
function callsNeeded(state: State, resource: StateResource | undefined, calls: Positions): readonly number[] {
  const found: number[] = [];
  const seen = new Set<string>();
  const visit = (current: StateResource) => {
    for (const urn of state.needs(current)) {
      if (seen.has(urn)) continue;
      seen.add(urn);
      const called = calls.get(urn);
      const next = state.find(urn);
      if (called !== undefined) found.push(...called);
      else if (next !== undefined) visit(next);
    }
  };
  if (resource !== undefined) visit(resource);
  return found;
}

/** For each delete of the log, the deletes of what depended on its resource. */
function dependentDeletes(log: readonly ProviderCall[], state: State): ReadonlyMap<number, readonly number[]> {
  const dependents = new Map<number, number[]>();
  const deletes = positionsOf(log, (operation) => operation === "delete");
  for (const [position, { operation, urn, id }] of log.entries()) {
    if (operation !== "delete") continue;
    for (const needed of callsNeeded(state, state.find(urn, id), deletes)) {
      dependents.set(needed, [...(dependents.get(needed) ?? []), position]);
    }
  }
  return dependents;
}

/**
 * Adds to each call of an update the calls that the engine waits for before it makes this one:
 *
 * - a create or update: the creates and updates of what the resource depends on; if the old resource is deleted first,
 *   that delete;
 * - a delete that comes before creates (`deleteBeforeReplace`): the deletes of what depended on the resource, and the
 *   creates and updates of what the resource depends on that is replaced;
 * - any other delete: all creates and updates, and the deletes of what depended on the resource.
 *
 * The engine deletes independent resources in rounds; here they are independent. Sources:
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step_generator.go and `deployment_executor.go` there
 *
 * @param log - the calls in the order in which the engine made them
 * @param before - the resources of the checkpoint before the update, including those that wait for their delete
 * @param after - the resources of the checkpoint after the update
 */
export function orderCalls(
  log: readonly ProviderCall[],
  before: readonly StateResource[],
  after: readonly StateResource[],
): readonly OrderedCall[] {
  const changes = positionsOf(log, (operation) => operation !== "delete");
  const lastChange = Math.max(-1, ...[...changes.values()].flat());
  const deletes = [...log.keys()].filter((position) => log[position]?.operation === "delete");
  const early = new Set(deletes.filter((position) => position < lastChange));
  const dependents = dependentDeletes(log, new State(before));
  const newState = new State(after);
  const needs = (position: number) => {
    const urn = log[position]?.urn ?? "";
    return callsNeeded(newState, newState.find(urn), changes);
  };
  /** The replaced resources for which a resource is deleted early: those that it depended on, or itself. */
  const replaced = (position: number) => {
    const others = [...early].filter((other) => dependents.get(other)?.includes(position) === true);
    return others.length === 0 ? [position] : others;
  };
  const waits = ({ operation, urn }: ProviderCall, position: number): readonly number[] => {
    if (operation !== "delete") return [...needs(position), ...[...early].filter((other) => log[other]?.urn === urn)];
    const earlier = (dependents.get(position) ?? []).filter((other) => early.has(other) === early.has(position));
    return early.has(position)
      ? [...replaced(position).flatMap(needs), ...earlier]
      : [...log.keys()].filter((other) => !deletes.includes(other) || early.has(other)).concat(earlier);
  };
  return log.map((call, position) => ({ ...call, after: [...new Set(waits(call, position))].sort((a, b) => a - b) }));
}
