import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ServiceNode } from "../core/plan";
import type { TaskRoles } from "./task-roles";

/** Where a container writes its logs; known before anything exists, so that the definition is known as well. */
export interface Logs {
  readonly groupName: string;
  readonly retentionDays: number;
  readonly region: string;
}

/**
 * A container without a balancer before it keeps answering while Cloud Map still lists it: nothing drains it.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
 */
const stopTimeoutSeconds = 60;

function container({ name, task, healthCheck }: ServiceNode, { groupName, region }: Logs) {
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
    ...(command === undefined ? {} : { healthCheck: check, stopTimeout: stopTimeoutSeconds }),
  };
}

/** Task definition with one container. Its JSON holds no output of a resource, so policies can read it at a first preview. */
export function createTaskDefinition(
  service: ServiceNode,
  logs: Logs,
  roles: TaskRoles,
  parent: pulumi.Resource,
): aws.ecs.TaskDefinition {
  const { name, task } = service;
  return new aws.ecs.TaskDefinition(
    name,
    {
      family: logs.groupName.replace(/^\/ecs\//, "").replaceAll("/", "-"),
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(task.cpu),
      memory: String(task.memoryMiB),
      runtimePlatform: { cpuArchitecture: task.architecture, operatingSystemFamily: "LINUX" },
      executionRoleArn: roles.executionRole.arn,
      taskRoleArn: roles.taskRole.arn,
      containerDefinitions: JSON.stringify([container(service, logs)]),
    },
    { parent },
  );
}
