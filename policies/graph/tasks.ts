import { candidates } from "./references";
import { ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import type { Resource } from "./resource";
import { taskDefinitionOf } from "./services";
import { known, readNumber, readString } from "./value";

const maxima = perGraph((graph) => {
  const most = new Map<string, number>();
  for (const target of ofKind(graph, "scalableTarget")) {
    const maximum = known(readNumber(target, "maxCapacity"));
    const [service] = candidates(graph, target, "resourceId", "ecsService");
    if (service !== undefined && maximum !== undefined) most.set(service.urn, maximum);
  }
  return most;
});

/** Maximum number of tasks of an ECS service: its autoscaling maximum, or its desired count, which is 1 by default. */
export const mostTasks = (graph: Graph, service: Resource): number =>
  maxima(graph).get(service.urn) ?? known(readNumber(service, "desiredCount")) ?? 1;

/** CPU units of one task of a service (1024 per vCPU); 0 if its task definition is not in the stack. */
export function cpuUnits(graph: Graph, service: Resource): number {
  const definition = taskDefinitionOf(graph, service);
  return definition.kind === "resource" ? (known(readNumber(definition.resource, "cpu")) ?? 0) : 0;
}

const rollingMaximumPercent = 200;

/**
 * Maximum number of tasks of an ECS service during a deployment: a rolling update starts new tasks beside the old ones,
 * up to `deploymentMaximumPercent`, 200 by default; a blue/green deployment starts all of them.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function mostTasksInDeployment(graph: Graph, service: Resource): number {
  const controller = known(readString(service, "deploymentController.type")) ?? "ECS";
  const strategy = known(readString(service, "deploymentConfiguration.strategy")) ?? "ROLLING";
  const rolling = controller === "ECS" && strategy === "ROLLING";
  const percent = rolling ? known(readNumber(service, "deploymentMaximumPercent")) : undefined;
  const most = mostTasks(graph, service);
  return Math.max(most, Math.floor((most * (percent ?? rollingMaximumPercent)) / 100));
}

/** One container of a task definition. */
export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly logConfiguration?: { readonly logDriver?: string };
  readonly secrets?: readonly { readonly valueFrom?: string }[];
  readonly portMappings?: readonly { readonly containerPort?: number }[];
}

/** Containers of a task definition; undefined if their JSON is unknown or invalid. */
export function containersOf(definition: Resource): readonly Container[] | undefined {
  const json = known(readString(definition, "containerDefinitions"));
  if (json === undefined) return undefined;
  try {
    const containers: unknown = JSON.parse(json);
    return Array.isArray(containers) ? (containers as Container[]) : undefined;
  } catch {
    return undefined;
  }
}
