import { endpointZones } from "../endpoints";
import type { Settings } from "../settings/settings";
import { maxTasks } from "../tasks";
import type { BalancedService } from "./load-balancing";

/** Largest number of targets of a service: its tasks, or an address of its endpoint in each zone. */
export const targetCount = (settings: Settings, service: BalancedService): number =>
  service.runtime.kind === "task" ? maxTasks(service.runtime.task) : endpointZones(settings, service).length;
