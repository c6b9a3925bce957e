import { countPerRegion } from "./account-counting";
import type { Usage } from "./quota-rule";
import { strategyOf, tasksOn } from "./graph/capacity";
import { ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import { cpuUnits, mostTasks, mostTasksInDeployment } from "./graph/tasks";
import { known, readString } from "./graph/value";

const unitsPerVcpu = 1024;

/** Capacity of Fargate, each with a quota of its own. */
type Capacity = "FARGATE" | "FARGATE_SPOT";

/**
 * Tasks of a service on one capacity of Fargate, at their maximum during a deployment: each of its revisions has the base
 * and the parts of the strategy. A service that states neither launch type nor strategy uses the default of its cluster,
 * which counts as on demand; so does an unknown provider. EC2 has no quota of this kind.
 */
function tasksIn(graph: Graph, service: Resource, capacity: Capacity): number {
  const all = mostTasksInDeployment(graph, service);
  const launchType = known(readString(service, "launchType"));
  if (launchType !== undefined) return launchType === capacity ? all : 0;
  const strategy = strategyOf(service) ?? [];
  if (strategy.length === 0) return capacity === "FARGATE" ? all : 0;
  const most = mostTasks(graph, service);
  const on = tasksOn(strategy, most, (provider = "FARGATE") => provider === capacity);
  return most === 0 ? 0 : Math.ceil((on * all) / most);
}

const vcpuOn =
  (what: string, capacity: Capacity) =>
  (graph: Graph): readonly Usage[] =>
    countPerRegion(
      graph,
      what,
      ofKind(graph, "ecsService").map((resource) => ({
        resource,
        amount: (cpuUnits(graph, resource) * tasksIn(graph, resource, capacity)) / unitsPerVcpu,
      })),
    );

/** Counts the vCPU of all Fargate tasks on demand, at their maximum during a deployment. */
export const vcpuOfTasks = vcpuOn("vCPU of Fargate tasks", "FARGATE");

/** Counts the vCPU of all Fargate Spot tasks, at their maximum during a deployment. */
export const vcpuOfSpotTasks = vcpuOn("vCPU of Fargate Spot tasks", "FARGATE_SPOT");
