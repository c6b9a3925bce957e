import { referenceKey, resolve } from "../graph/references";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

export const separateTaskAndExecutionRole = resourceRule({
  id: "separate-task-and-execution-role",
  displayName: "Task and execution role differ",
  description: "The containers of a task do not run with its execution role, which reads secrets and pulls images.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Create a role of its own for taskRoleArn, or remove taskRoleArn if the containers call no AWS service.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html",
  tags: ["safety", "ecs"],
  kinds: ["taskDefinition"],
  none: "the stack has no task definition",
  judge: (graph, definition) => {
    const task = referenceKey(resolve(graph, definition, "taskRoleArn", "iamRole"));
    const execution = referenceKey(resolve(graph, definition, "executionRoleArn", "iamRole"));
    if (task === undefined || task === "" || task !== execution) return [];
    return [violation(definition, `task definition ${definition.name} uses one role as task role and execution role`)];
  },
});
