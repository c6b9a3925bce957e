import {
  defaultDeploymentController,
  defaultDeploymentStrategy,
  defaultDesiredCount,
  defaultMaximumPercent,
  defaultSchedulingStrategy,
} from "./aws-defaults";
import { candidates } from "./references";
import { ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import type { Resource } from "./resource";
import { taskDefinitionOf } from "./services";
import { cpuUnitsIn } from "./task-size";
import { known, readNumber, readString } from "./value";

const scalableTargets = perGraph((graph) => {
  const targets = new Map<string, Resource>();
  for (const target of ofKind(graph, "scalableTarget")) {
    const [service] = candidates(graph, target, "resourceId", "ecsService");
    if (service !== undefined) targets.set(service.urn, target);
  }
  return targets;
});

function maximumOf(graph: Graph, service: Resource): number | undefined {
  const target = scalableTargets(graph).get(service.urn);
  return target && known(readNumber(target, "maxCapacity"));
}

/**
 * Whether the stack shows that no task of an ECS service runs: it sets no desired count above 0, and neither
 * autoscaling nor another tool changes it.
 */
export function runsNoTask(graph: Graph, service: Resource): boolean {
  const desired = readNumber(service, "desiredCount");
  const count = desired.kind === "absent" ? defaultDesiredCount : known(desired);
  const strategy = readString(service, "schedulingStrategy");
  const replicas = strategy.kind === "absent" ? defaultSchedulingStrategy : known(strategy);
  return count === 0 && replicas === "REPLICA" && !scalableTargets(graph).has(service.urn);
}

/** Whether an ECS service never has more than one task outside of deployments. */
export const runsOneTask = (graph: Graph, service: Resource): boolean => mostTasks(graph, service) === 1;

/** Maximum number of tasks of an ECS service: its autoscaling maximum, or its desired count, at least 1. */
export const mostTasks = (graph: Graph, service: Resource): number =>
  maximumOf(graph, service) ?? known(readNumber(service, "desiredCount")) ?? 1;

/** CPU units of one task of a service (1024 per vCPU); 0 if its task definition is not in the stack. */
export function cpuUnits(graph: Graph, service: Resource): number {
  const definition = taskDefinitionOf(graph, service);
  return definition.kind === "resource" ? (cpuUnitsIn(known(readString(definition.resource, "cpu")) ?? "") ?? 0) : 0;
}

/**
 * Maximum number of tasks of an ECS service during a deployment: a rolling update starts new tasks beside the old ones,
 * up to `deploymentMaximumPercent`; a blue/green deployment starts all of them.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function mostTasksInDeployment(graph: Graph, service: Resource): number {
  const controller = known(readString(service, "deploymentController.type")) ?? defaultDeploymentController;
  const strategy = known(readString(service, "deploymentConfiguration.strategy")) ?? defaultDeploymentStrategy;
  const rolling = controller === "ECS" && strategy === "ROLLING";
  const percent = rolling ? known(readNumber(service, "deploymentMaximumPercent")) : undefined;
  const most = mostTasks(graph, service);
  return Math.max(most, Math.floor((most * (percent ?? defaultMaximumPercent)) / 100));
}

/** One container of a task definition. */
export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly essential?: boolean;
  /** CPU units. */
  readonly cpu?: number;
  /** Hard limit in MiB. */
  readonly memory?: number;
  /** Soft limit in MiB. */
  readonly memoryReservation?: number;
  readonly privileged?: boolean;
  readonly links?: readonly string[];
  readonly healthCheck?: { readonly command?: readonly string[] };
  readonly logConfiguration?: {
    readonly logDriver?: string;
    readonly options?: Readonly<Record<string, string>>;
    readonly secretOptions?: readonly { readonly valueFrom?: string }[];
  };
  readonly secrets?: readonly { readonly valueFrom?: string }[];
  readonly environmentFiles?: readonly { readonly value?: string }[];
  readonly repositoryCredentials?: { readonly credentialsParameter?: string };
  readonly portMappings?: readonly {
    readonly name?: string;
    readonly containerPort?: number;
    readonly hostPort?: number;
  }[];
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
