import { countPerRegion } from "./account-counting";
import type { Usage } from "./quota-rule";
import { ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import { cpuUnits, mostTasksInDeployment } from "./graph/tasks";
import { known, readElements, readString } from "./graph/value";

const unitsPerVcpu = 1024;

/**
 * Whether the tasks of a service use On-Demand capacity of Fargate. Fargate Spot has a quota of its own, and EC2 has none
 * of this kind. A service that states neither uses the default of its cluster, which counts as Fargate.
 */
function usesOnDemandFargate(service: Resource): boolean {
  const launchType = known(readString(service, "launchType"));
  if (launchType !== undefined) return launchType === "FARGATE";
  const strategies = known(readElements(service, "capacityProviderStrategies")) ?? [];
  const providers = strategies.map((at) => known(readString(service, `${at}.capacityProvider`)));
  return providers.length === 0 || providers.some((provider) => provider === undefined || provider === "FARGATE");
}

/** Counts the vCPU of all Fargate tasks at their maximum during a deployment. */
export const vcpuOfTasks = (graph: Graph): readonly Usage[] =>
  countPerRegion(
    graph,
    "vCPU of Fargate tasks",
    ofKind(graph, "ecsService")
      .filter(usesOnDemandFargate)
      .map((resource) => ({
        resource,
        amount: (cpuUnits(graph, resource) * mostTasksInDeployment(graph, resource)) / unitsPerVcpu,
      })),
  );
