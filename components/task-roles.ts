import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { TaskSettings } from "../core/settings/settings";

/** Roles of a task, and the policies that its start requires. */
export interface TaskRoles {
  readonly executionRole: aws.iam.Role;
  readonly taskRole: aws.iam.Role;
  readonly policies: readonly pulumi.Resource[];
}

interface Statement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
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

function imageStatements(image: string, partition: string): Statement[] {
  const repository = repositoryArn(image, partition);
  if (repository === undefined) return [];
  return [
    // The token is for the account, not for a repository: AWS allows no other resource for this action.
    { Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: "*" },
    {
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: repository,
    },
  ];
}

function secretStatements(secrets: readonly string[]): Statement[] {
  const of = (service: string) => secrets.filter((arn) => arn.split(":")[2] === service);
  const statement = (action: string, arns: readonly string[]): Statement[] =>
    arns.length === 0 ? [] : [{ Effect: "Allow", Action: [action], Resource: arns }];
  return [
    ...statement("secretsmanager:GetSecretValue", of("secretsmanager")),
    ...statement("ssm:GetParameters", of("ssm")),
  ];
}

/** ARN of the secret without the suffix `:key:stage:id`, which selects a part of the secret. */
const secretArn = (arn: string) => arn.split(":").slice(0, 7).join(":");

/**
 * Creates the execution role, which may pull the image, write the logs and read the secrets of this task only, and a
 * task role without permissions.
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
    const logs: Statement = {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${arn}:*`,
    };
    const secrets = secretStatements([...new Set(Object.values(task.secrets).map(secretArn))]);
    return JSON.stringify({
      Version: "2012-10-17",
      Statement: [logs, ...imageStatements(task.image, partition), ...secrets],
    });
  });
  const execution = new aws.iam.RolePolicy(`${name}-execution`, { role: executionRole.name, policy }, { parent });
  return { executionRole, taskRole, policies: [execution] };
}
