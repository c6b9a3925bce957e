import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ServiceNode } from "../core/plan";
import type { TaskRoles } from "./task-roles";

/** Log group of a container. Its name is known at a first preview, so that the container definition is known too. */
export interface Logs {
  readonly groupName: string;
  readonly retentionDays: number;
  readonly region: string;
}

function container({ service, logs: { groupName, region }, stopSeconds }: TaskDefinitionArgs) {
  const { name, task, healthCheck } = service;
  const { intervalSeconds, timeoutSeconds, unhealthyThreshold, gracePeriodSeconds, command } = healthCheck;
  const check = {
    command,
    interval: intervalSeconds,
    timeout: Math.min(timeoutSeconds, 60),
    retries: unhealthyThreshold,
    startPeriod: Math.min(gracePeriodSeconds, 300),
  };
  return {
    name,
    image: task.image,
    essential: true,
    portMappings: [{ containerPort: task.containerPort, protocol: "tcp" }],
    environment: Object.entries(task.environment).map(([key, value]) => ({ name: key, value })),
    secrets: Object.entries(task.secrets).map(([key, valueFrom]) => ({ name: key, valueFrom })),
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": groupName, "awslogs-region": region, "awslogs-stream-prefix": name },
    },
    ...(command === undefined ? {} : { healthCheck: check }),
    ...(stopSeconds === undefined ? {} : { stopTimeout: stopSeconds }),
  };
}

/**
 * Family of the task definition of a service. Names of stacks and projects may have dots, which a family may not: "Up to
 * 255 letters (uppercase and lowercase), numbers, underscores, and hyphens".
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
const family = (groupName: string) => groupName.replace(/^\/ecs\//, "").replaceAll(/[^A-Za-z0-9_-]/g, "-");

/** Arguments of {@link createTaskDefinition}. */
export interface TaskDefinitionArgs {
  readonly service: ServiceNode;
  readonly logs: Logs;
  readonly roles: TaskRoles;
  /** Seconds between SIGTERM and SIGKILL; undefined for the default of AWS. */
  readonly stopSeconds: number | undefined;
}

/** Creates a task definition with one container. Policies can read it at a first preview: it has no resource outputs. */
export function createTaskDefinition(args: TaskDefinitionArgs, parent: pulumi.Resource): aws.ecs.TaskDefinition {
  const { service, logs, roles } = args;
  const { name, task } = service;
  return new aws.ecs.TaskDefinition(
    name,
    {
      family: family(logs.groupName),
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(task.cpu),
      memory: String(task.memoryMiB),
      runtimePlatform: { cpuArchitecture: task.architecture, operatingSystemFamily: "LINUX" },
      executionRoleArn: roles.executionRole.arn,
      taskRoleArn: roles.taskRole.arn,
      containerDefinitions: JSON.stringify([container(args)]),
      // ECS cannot roll back to a revision that is deregistered:
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
      skipDestroy: true,
    },
    { parent },
  );
}
