import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ContainerArgs } from "./container-definitions";
import { containerDefinitions } from "./container-definitions";
import type { TaskRoles } from "./task-roles";
import { volumesOf } from "./volumes";

/**
 * Family of the task definition of a service. Names of stacks and projects may have dots, which a family may not: "Up to
 * 255 letters (uppercase and lowercase), numbers, underscores, and hyphens".
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
const family = (groupName: string) => groupName.replace(/^\/ecs\//, "").replaceAll(/[^A-Za-z0-9_-]/g, "-");

/** Arguments of {@link createTaskDefinition}. */
export interface TaskDefinitionArgs extends ContainerArgs {
  readonly roles: TaskRoles;
}

/** Creates the task definition of a service. Policies can read it at a first preview: it has no resource outputs. */
export function createTaskDefinition(
  name: string,
  args: TaskDefinitionArgs,
  parent: pulumi.Resource,
): aws.ecs.TaskDefinition {
  const { service, roles } = args;
  const { task } = service;
  const volumes = volumesOf(service);
  return new aws.ecs.TaskDefinition(
    name,
    {
      family: family(args.logs.groupName),
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(task.cpu),
      memory: String(task.memoryMiB),
      runtimePlatform: { cpuArchitecture: task.architecture, operatingSystemFamily: "LINUX" },
      executionRoleArn: roles.executionRole.arn,
      taskRoleArn: roles.taskRole.arn,
      containerDefinitions: JSON.stringify(containerDefinitions(args)),
      ...(task.ephemeralStorageGiB === undefined ? {} : { ephemeralStorage: { sizeInGib: task.ephemeralStorageGiB } }),
      ...(volumes.length === 0 ? {} : { volumes }),
      // ECS cannot roll back to a revision that is deregistered:
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
      skipDestroy: true,
    },
    { parent },
  );
}
