import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { imagesOf, secretsOf } from "../core/containers";
import type { AllowStatement } from "../core/exec";
import { execStatements } from "../core/exec";
import type { TaskSettings } from "../core/settings/settings";

/** Roles of a task, and the policies that its start requires. */
export interface TaskRoles {
  readonly executionRole: aws.iam.Role;
  readonly taskRole: aws.iam.Role;
  readonly policies: readonly pulumi.Resource[];
}

const assumeByTasks = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** ARN of the private ECR repository of an image; `undefined` for other registries. */
function repositoryArn(image: string, partition: string): string | undefined {
  const [, account, region, repository] =
    /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/.exec(image) ?? [];
  return account === undefined || region === undefined || repository === undefined
    ? undefined
    : `arn:${partition}:ecr:${region}:${account}:repository/${repository}`;
}

/** One repository is no list: the policies of running stacks have it as a text, and stay as they are. */
const oneOrAll = (arns: readonly string[]) => (arns.length === 1 ? (arns[0] ?? "") : arns);

function imageStatements(images: readonly string[], partition: string): AllowStatement[] {
  const repositories = [...new Set(images.flatMap((image) => repositoryArn(image, partition) ?? []))];
  if (repositories.length === 0) return [];
  return [
    // The token is for the account, not for a repository: AWS allows no other resource for this action.
    { Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: "*" },
    {
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: oneOrAll(repositories),
    },
  ];
}

function secretStatements(secrets: readonly string[]): AllowStatement[] {
  const of = (service: string) => secrets.filter((arn) => arn.split(":")[2] === service);
  const statement = (action: string, arns: readonly string[]): AllowStatement[] =>
    arns.length === 0 ? [] : [{ Effect: "Allow", Action: [action], Resource: arns }];
  return [
    ...statement("secretsmanager:GetSecretValue", of("secretsmanager")),
    ...statement("ssm:GetParameters", of("ssm")),
  ];
}

/** ARN of the secret without the suffix `:key:stage:id`, which selects a part of the secret. */
const secretArn = (arn: string) => arn.split(":").slice(0, 7).join(":");

/**
 * Creates the execution role, which may pull the images, write the logs and read the secrets of this task only, and a
 * task role, whose only permissions are those of ECS Exec.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function createTaskRoles(
  name: string,
  task: TaskSettings,
  logGroup: aws.cloudwatch.LogGroup,
  parent: pulumi.Resource,
): TaskRoles {
  const executionRole = new aws.iam.Role(`${name}-execution`, { assumeRolePolicy: assumeByTasks }, { parent });
  const taskRole = new aws.iam.Role(`${name}-task`, { assumeRolePolicy: assumeByTasks }, { parent });
  const policy = logGroup.arn.apply((arn) => {
    const partition = arn.split(":")[1] ?? "aws";
    const logs: AllowStatement = {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${arn}:*`,
    };
    const secrets = secretStatements([...new Set(secretsOf(task).map(secretArn))]);
    return JSON.stringify({
      Version: "2012-10-17",
      Statement: [logs, ...imageStatements(imagesOf(task), partition), ...secrets],
    });
  });
  const execution = new aws.iam.RolePolicy(`${name}-execution`, { role: executionRole.name, policy }, { parent });
  return { executionRole, taskRole, policies: [execution, ...createTaskPolicy(name, task, taskRole, parent)] };
}

/** Creates the policy of the task role, if it has permissions. */
function createTaskPolicy(
  name: string,
  task: TaskSettings,
  taskRole: aws.iam.Role,
  parent: pulumi.Resource,
): readonly pulumi.Resource[] {
  const statements = execStatements(task);
  if (statements.length === 0) return [];
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return [new aws.iam.RolePolicy(`${name}-task`, { role: taskRole.name, policy }, { parent })];
}
