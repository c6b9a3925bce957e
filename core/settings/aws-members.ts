/** What an AWS service accepts in one member of a request. */
export interface AwsMember {
  /** The whole value matches it; absent where the service model has none. */
  readonly pattern?: RegExp;
  /** Characters; of a number its value. */
  readonly min?: number;
  readonly max?: number;
}

const tagKey = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u;
const tagValue = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * Members of requests that values of the settings end in, by service, request and member. A comment names the source
 * where the model has the rule in its text only. Read on 2026-11-26 from botocore 1.44.8.
 * Source: https://github.com/boto/botocore/tree/develop/botocore/data
 */
export const awsMembers = {
  "iam Tag.Key": { pattern: tagKey, min: 1, max: 128 },
  "iam Tag.Value": { pattern: tagValue, max: 256 },
  "elbv2 Tag.Key": { pattern: tagKey, min: 1, max: 128 },
  "elbv2 Tag.Value": { pattern: tagValue, max: 256 },
  "ecs Tag.key": { pattern: tagKey, min: 1, max: 128 },
  "ecs Tag.value": { pattern: tagValue, max: 256 },
  "logs Tags.key": { pattern: tagKey, min: 1, max: 128 },
  "logs Tags.value": { pattern: tagValue, max: 256 },
  "servicediscovery Tag.Key": { min: 1, max: 128 },
  "servicediscovery Tag.Value": { max: 256 },
  // IAM and EC2 say so in their user guides: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
  "all tags of a resource": { max: 50 },
  // "Up to 255 letters (uppercase and lowercase), numbers, underscores, and hyphens are allowed."
  "ecs RegisterTaskDefinition.family": { pattern: /^[A-Za-z0-9_-]+$/, min: 1, max: 255 },
  // "letters (uppercase and lowercase), numbers, hyphens, underscores, colons, periods, forward slashes, and number signs";
  // an @ begins the digest.
  "ecs ContainerDefinition.image": { pattern: /^[A-Za-z0-9_:./#-]{1,255}(@sha256:[A-Fa-f0-9]{64})?$/ },
  // "Up to 255 letters (uppercase and lowercase), numbers, underscores, and hyphens are allowed."
  "ecs ContainerDefinition.name": { pattern: /^[A-Za-z0-9_-]+$/, min: 1, max: 255 },
  "ecs Volume.name": { pattern: /^[A-Za-z0-9_-]+$/, min: 1, max: 255 },
  // "The Docker 20.10.0 or later daemon reserves a minimum of 6 MiB of memory for a container."
  "ecs ContainerDefinition.memoryReservation": { min: 6 },
  // "The minimum supported value is 21 GiB and the maximum supported value is 200 GiB."
  "ecs EphemeralStorage.sizeInGiB": { min: 21, max: 200 },
  // "must start with CMD ... or CMD-SHELL"; here the first element.
  "ecs HealthCheck.command[0]": { pattern: /^(CMD|CMD-SHELL)$/ },
  "ecs HealthCheck.interval": { min: 5, max: 300 },
  "ecs HealthCheck.timeout": { min: 2, max: 60 },
  "ecs HealthCheck.retries": { min: 1, max: 10 },
  "ecs HealthCheck.startPeriod": { min: 0, max: 300 },
  "elbv2 CreateTargetGroup.HealthCheckPath": { min: 1, max: 1024 },
  "elbv2 CreateTargetGroup.HealthCheckIntervalSeconds": { min: 5, max: 300 },
  "elbv2 CreateTargetGroup.HealthCheckTimeoutSeconds": { min: 2, max: 120 },
  "elbv2 CreateTargetGroup.HealthyThresholdCount": { min: 2, max: 10 },
  "elbv2 CreateTargetGroup.UnhealthyThresholdCount": { min: 2, max: 10 },
  "elbv2 CreateTargetGroup.Port": { min: 1, max: 65_535 },
  "elbv2 CreateListener.Port": { min: 1, max: 65_535 },
  "elbv2 CreateRule.Priority": { min: 1, max: 50_000 },
  // "The maximum length of each string is 128 characters."
  "elbv2 PathPatternConditionConfig.Values": { min: 1, max: 128 },
  "logs CreateLogGroup.logGroupName": { pattern: /^[.\-_/#A-Za-z0-9]+$/, min: 1, max: 512 },
  // "Stage names can only contain alphanumeric characters, hyphens, and underscores. Maximum length is 128 characters."
  "apigateway CreateStage.stageName": { pattern: /^[A-Za-z0-9_-]+$/, min: 1, max: 128 },
  "apigatewayv2 CreateStage.StageName": { pattern: /^(\$default|[A-Za-z0-9_-]+)$/, min: 1, max: 128 },
  // The service's own error: https://github.com/aws/aws-cdk/issues/22477, with `:` after
  // https://github.com/getmoto/moto/issues/6148
  "apigateway CreateResource.pathPart": { pattern: /^([a-zA-Z0-9._:-]+|\{[a-zA-Z0-9._:-]+\+?\})$/ },
} as const satisfies Readonly<Record<string, AwsMember>>;

/** Name of a member in the table. */
export type AwsMemberName = keyof typeof awsMembers;

/** Whether a service accepts a value in a member. */
export function fits(member: AwsMemberName, value: string | number): boolean {
  const { pattern, min = 0, max = Infinity }: AwsMember = awsMembers[member];
  const size = typeof value === "number" ? value : value.length;
  return size >= min && size <= max && (typeof value === "number" || pattern === undefined || pattern.test(value));
}
