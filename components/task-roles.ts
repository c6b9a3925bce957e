import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { TaskSettings } from "../core/settings/settings";
import { executionStatements, policyKey, policyText, taskStatements } from "../core/task-statements";
import { assumeBy } from "./assume-role";

/** Roles of a task, and the policies that its start requires. */
export interface TaskRoles {
  readonly executionRole: aws.iam.Role;
  readonly taskRole: aws.iam.Role;
  readonly policies: readonly pulumi.Resource[];
}

const assumeByTasks = assumeBy("ecs-tasks.amazonaws.com");

/** Policies of the task role: one inline policy with the permissions of the service, if any, and the managed ones. */
function taskPolicies(name: string, task: TaskSettings, { name: role }: aws.iam.Role, parent: pulumi.Resource) {
  const statements = taskStatements(task);
  const inline =
    statements.length === 0 ? [] : [new aws.iam.RolePolicy(name, { role, policy: policyText(statements) }, { parent })];
  const attached = task.policyArns.map(
    (policyArn) => new aws.iam.RolePolicyAttachment(`${name}-${policyKey(policyArn)}`, { role, policyArn }, { parent }),
  );
  return [...inline, ...attached];
}

/**
 * Creates the execution role, which may pull the images, write the logs and read the secrets of this task only, and a
 * task role, which may do what the service's `permissions` and `policyArns` say.
 * Sources: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function createTaskRoles(
  name: string,
  task: TaskSettings,
  logGroup: aws.cloudwatch.LogGroup,
  parent: pulumi.Resource,
): TaskRoles {
  const executionRole = new aws.iam.Role(`${name}-execution`, { assumeRolePolicy: assumeByTasks }, { parent });
  const taskRole = new aws.iam.Role(`${name}-task`, { assumeRolePolicy: assumeByTasks }, { parent });
  const policy = logGroup.arn.apply((arn) => policyText(executionStatements(task, arn)));
  const execution = new aws.iam.RolePolicy(`${name}-execution`, { role: executionRole.name, policy }, { parent });
  return { executionRole, taskRole, policies: [execution, ...taskPolicies(`${name}-task`, task, taskRole, parent)] };
}
