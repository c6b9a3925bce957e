import type { Usage } from "./quota-rule";
import { ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Kind } from "./graph/kinds";
import type { Resource } from "./graph/resource";
import { cpuUnits, mostTasks, tasksInDeployment } from "./graph/tasks";

/** Counts all resources of a kind, for a quota per Region; no usage if there are none. */
export function countAll(what: string, kind: Kind, only: (resource: Resource) => boolean = () => true) {
  return (graph: Graph): readonly Usage[] => {
    const all = ofKind(graph, kind).filter(only);
    const last = all.at(-1);
    return last === undefined ? [] : [{ at: last, used: all.length, what }];
  };
}

/** Counts what each resource of a kind contains; resources that contain nothing are left out. */
export function countEach(
  what: string,
  kind: Kind,
  used: (graph: Graph, owner: Resource) => number,
  only: (resource: Resource) => boolean = () => true,
) {
  return (graph: Graph): readonly Usage[] =>
    ofKind(graph, kind)
      .filter(only)
      .map((at) => ({ at, used: used(graph, at), what: `${what} ${at.name}` }))
      .filter((usage) => usage.used > 0);
}

const unitsPerVcpu = 1024;

/** Counts the vCPU of all Fargate tasks at their maximum; no usage if the stack has no ECS service. */
export function vcpuOfTasks(graph: Graph): readonly Usage[] {
  const services = ofKind(graph, "ecsService");
  const last = services.at(-1);
  const units = services.reduce((sum, service) => sum + cpuUnits(graph, service) * mostTasks(graph, service), 0);
  return last === undefined
    ? []
    : [{ at: last, used: (units * tasksInDeployment) / unitsPerVcpu, what: "vCPU of Fargate tasks" }];
}
