import { imagesOf, secretsOf } from "./containers";
import type { TaskSettings } from "./settings/settings";

/** A statement of an IAM policy that allows actions, perhaps on a condition. */
export interface Statement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** A statement that allows actions. */
export const allow = (actions: readonly string[], resource: string | readonly string[]): Statement => ({
  Effect: "Allow",
  Action: actions,
  Resource: resource,
});

/** JSON of a policy with these statements. */
export const policyText = (statements: readonly Statement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** One value as such, several as a list: a policy with one repository has always had it as text. */
const oneOrMore = (values: readonly string[]) => (values.length === 1 ? (values[0] ?? "") : values);

/**
 * ARN of the private ECR repository of an image; `undefined` for other registries. Beside `dkr.ecr`, ECR answers at
 * `dkr.ecr-fips`, and at the dual-stack hosts `dkr-ecr` and `dkr-ecr-fips` below `on.aws`.
 * Sources: https://docs.aws.amazon.com/general/latest/gr/ecr.html,
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
 */
function repositoryArn(image: string, partition: string): string | undefined {
  const [, account, region, repository] =
    /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z0-9.-]+\/([^:@]+)/.exec(image) ?? [];
  return account === undefined || region === undefined || repository === undefined
    ? undefined
    : `arn:${partition}:ecr:${region}:${account}:repository/${repository}`;
}

function imageStatements(images: readonly string[], partition: string): Statement[] {
  const repositories = [...new Set(images.flatMap((image) => repositoryArn(image, partition) ?? []))];
  if (repositories.length === 0) return [];
  return [
    // The token is for the account, not for a repository: AWS allows no other resource for this action.
    allow(["ecr:GetAuthorizationToken"], "*"),
    allow(
      ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      oneOrMore(repositories),
    ),
  ];
}

/** ARN of the secret without the suffix `:key:stage:id`, which selects a part of the secret. */
const secretArn = (arn: string) => arn.split(":").slice(0, 7).join(":");

const stores = { secretsmanager: "secretsmanager:GetSecretValue", ssm: "ssm:GetParameters" } as const;

const ofStore = (secrets: readonly string[], store: string) => secrets.filter((arn) => arn.split(":")[2] === store);

function secretStatements(secrets: readonly string[]): Statement[] {
  return Object.entries(stores).flatMap(([store, action]) => {
    const arns = ofStore(secrets, store);
    return arns.length === 0 ? [] : [allow([action], arns)];
  });
}

/**
 * Names under which the stores of the secrets call KMS. No source says whether they end in `.cn` in China, so both count.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
function callersOf(secrets: readonly string[], region: string): readonly string[] {
  const domains = region.startsWith("cn-") ? ["amazonaws.com", "amazonaws.com.cn"] : ["amazonaws.com"];
  return Object.keys(stores)
    .filter((store) => ofStore(secrets, store).length > 0)
    .flatMap((store) => domains.map((domain) => `${store}.${region}.${domain}`));
}

/**
 * The stores decrypt a secret with the permissions of the role that reads it, and the role may use the key for that only.
 * Sources: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html,
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html,
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html
 */
function keyStatements(keys: readonly string[], secrets: readonly string[]): Statement[] {
  const [first] = keys;
  if (first === undefined) return [];
  // A validation refuses keys of other Regions: a store cannot use them.
  const callers = callersOf(secrets, first.split(":")[3] ?? "");
  return [
    { ...allow(["kms:Decrypt"], [...new Set(keys)]), Condition: { StringEquals: { "kms:ViaService": callers } } },
  ];
}

/**
 * What ECS may do to start the tasks: pull the images of all containers, write the logs, read the secrets of all
 * containers and decrypt them with `kmsKeys`.
 *
 * @param logGroupArn - without `:*`
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function executionStatements(task: TaskSettings, logGroupArn: string): readonly Statement[] {
  const partition = logGroupArn.split(":")[1] ?? "aws";
  const secrets = [...new Set(secretsOf(task).map(secretArn))];
  return [
    allow(["logs:CreateLogStream", "logs:PutLogEvents"], `${logGroupArn}:*`),
    ...imageStatements(imagesOf(task), partition),
    ...secretStatements(secrets),
    ...keyStatements(task.kmsKeys, secrets),
  ];
}

/**
 * The channels of the SSM agent, through which ECS Exec runs commands in a container.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-required-iam-permissions
 */
const channelActions = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

/**
 * Statements that the task role needs for ECS Exec; none without `exec`. IAM has no resources for these actions.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsessionmanagermessagegatewayservice.html
 */
const execStatements = ({ exec }: Pick<TaskSettings, "exec">): readonly Statement[] =>
  exec ? [allow(channelActions, "*")] : [];

/** What the containers may do: `permissions`, and what ECS Exec needs. Nothing of it depends on a resource. */
export const taskStatements = (task: TaskSettings): readonly Statement[] => [
  ...task.permissions.map(({ actions, resources }) => allow(actions, resources)),
  ...execStatements(task),
];

/**
 * Name of a managed policy among those of its service: account and path belong to it, because the same name may exist at
 * AWS, in the account, and below several paths.
 */
export const policyKey = (arn: string): string => {
  const [, owner = "", path = ""] = /:iam::([^:]+):policy\/(.+)$/.exec(arn) ?? [];
  return owner === "aws" ? path : `${owner}/${path}`;
};
