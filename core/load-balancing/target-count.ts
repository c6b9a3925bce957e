import { endpointZones } from "../endpoints";
import type { Settings } from "../settings/settings";
import { strategyOf } from "../strategies";
import { maxTasks } from "../tasks";
import type { BalancedService } from "./load-balancing";

/**
 * Largest number of targets of a service: its tasks, in both target groups if ECS moves its requests, or an address of its
 * endpoint in each zone.
 */
export function targetCount(settings: Settings, service: BalancedService): number {
  if (service.runtime.kind !== "task") return endpointZones(settings, service).length;
  return maxTasks(service.runtime.task) * (strategyOf(service) === undefined ? 1 : 2);
}
