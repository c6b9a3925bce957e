import { isForFargate } from "../graph/fargate";
import { containersOf } from "../graph/tasks";
import type { Container } from "../graph/tasks";
import { isSet } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

const privateEcr = /^\d{12}\.dkr[.-]ecr[.-]/;

/**
 * What ECS needs the execution role for. On EC2, the instance role pulls ECR images and writes logs.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
function needsOf(container: Container): {
  readonly everywhere: readonly string[];
  readonly onFargate: readonly string[];
} {
  const { logConfiguration, secrets, environmentFiles, repositoryCredentials, image } = container;
  const hasSecrets = (secrets?.length ?? 0) + (logConfiguration?.secretOptions?.length ?? 0) > 0;
  return {
    everywhere: [
      ...(hasSecrets ? ["reads secrets"] : []),
      ...((environmentFiles?.length ?? 0) > 0 ? ["reads environment files from S3"] : []),
      ...(repositoryCredentials === undefined ? [] : ["pulls an image with repositoryCredentials"]),
    ],
    onFargate: [
      ...(privateEcr.test(image ?? "") ? ["pulls an image from Amazon ECR"] : []),
      ...(logConfiguration?.logDriver === "awslogs" ? ["writes logs with awslogs"] : []),
    ],
  };
}

const listed = (all: readonly string[]) =>
  [all.slice(0, -1).join(", "), ...all.slice(-1)].filter(Boolean).join(" and ");

export const taskHasExecutionRole = resourceRule({
  id: "task-has-execution-role",
  displayName: "Tasks have the execution role they need",
  description:
    "A task definition whose containers use secrets, private images, environment files or logs has an execution role.",
  severity: "critical",
  remediation:
    "Set executionRoleArn to a role that ecs-tasks.amazonaws.com may assume, with AmazonECSTaskExecutionRolePolicy and access to the secrets.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
  tags: ["wiring", "ecs"],
  hop: "container",
  kinds: ["taskDefinition"],
  none: "the stack has no task definition",
  judge: (graph, definition) => {
    if (isSet(definition, "executionRoleArn")) return [];
    const containers = containersOf(definition);
    if (containers === undefined) {
      const needs = `the containers of task definition ${definition.name}, which has no execution role`;
      return [undetermined(definition, needs)];
    }
    const fargate = isForFargate(graph, definition);
    return containers.flatMap((container) => {
      const needs = needsOf(container);
      const uses = [...needs.everywhere, ...(fargate ? needs.onFargate : [])];
      if (uses.length === 0) return [];
      const wrong = `task definition ${definition.name} has no execution role, but container ${container.name ?? ""} ${listed(uses)}`;
      return [violation(definition, wrong)];
    });
  },
});
