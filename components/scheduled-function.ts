import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { logStatement } from "../core/function-statements";
import { policyText } from "../core/task-statements";
import type { Statement } from "../core/task-statements";
import { assumeBy, assumeInAccount } from "./assume-role";

/** Log group of a function. */
export interface FunctionLogs {
  readonly groupName: string;
  readonly retentionDays: number;
}

/** A function and when it runs. */
interface FunctionArgs {
  /** Name of its file in `functions`. */
  readonly file: string;
  /** What it may do beside writing its log. */
  readonly statements: readonly Statement[];
  /** For example `rate(1 hour)`. */
  readonly schedule: string;
  /** Event that it receives, as JSON. */
  readonly input?: pulumi.Input<string>;
  readonly logs: FunctionLogs;
  /** What must exist before its first run. */
  readonly waitsFor: readonly pulumi.Resource[];
}

/** It contains the AWS SDK that the functions import: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const runtime = "nodejs24.x";

/** Compiled code is one folder deeper than its source. */
const functionsFolder = join(__dirname, ...(__filename.endsWith(".ts") ? [".."] : ["..", ".."]), "functions");

/** The code as text: the state of a stack must not name a path of the machine that deployed it. */
const codeOf = (file: string) =>
  new pulumi.asset.AssetArchive({
    "index.mjs": new pulumi.asset.StringAsset(readFileSync(join(functionsFolder, `${file}.mjs`), "utf8")),
  });

/** It goes with its function: a kept one would refuse the update that creates the function again. */
const createLogGroup = (name: string, { groupName, retentionDays }: FunctionLogs, parent: pulumi.Resource) =>
  new aws.cloudwatch.LogGroup(name, { name: groupName, retentionInDays: retentionDays }, { parent });

/** Creates a role, and the only policy that it has. */
function createRole(
  name: string,
  { assumeRolePolicy, policy }: Record<"assumeRolePolicy" | "policy", pulumi.Input<string>>,
  parent: pulumi.Resource,
) {
  const role = new aws.iam.Role(name, { assumeRolePolicy }, { parent });
  return { role, allowed: new aws.iam.RolePolicy(name, { role: role.name, policy }, { parent }) };
}

/**
 * Lets EventBridge Scheduler invoke the function, and nothing else. Only schedules of the account may use the role.
 * Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
function createScheduleRole(name: string, { arn }: aws.lambda.Function, parent: pulumi.Resource) {
  const account = arn.apply((text) => text.split(":")[4] ?? "");
  const assumeRolePolicy = account.apply((id) => assumeInAccount("scheduler.amazonaws.com", id));
  const policy = arn.apply((resource) =>
    policyText([{ Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: resource }]),
  );
  return createRole(name, { assumeRolePolicy, policy }, parent);
}

/**
 * Creates a function of `functions/`, its log group, its roles and its schedule.
 *
 * @param name - of all of them; the role and policy of the schedule have the suffix `-schedule`
 */
export function createScheduledFunction(name: string, args: FunctionArgs, parent: pulumi.Resource): void {
  const { file, statements, schedule, input, logs, waitsFor } = args;
  const logGroup = createLogGroup(name, logs, parent);
  const policy = logGroup.arn.apply((arn) => policyText([logStatement(arn), ...statements]));
  const running = createRole(name, { assumeRolePolicy: assumeBy("lambda.amazonaws.com"), policy }, parent);
  const lambda = new aws.lambda.Function(
    name,
    {
      code: codeOf(file),
      handler: "index.handler",
      runtime,
      role: running.role.arn,
      memorySize: 256,
      timeout: 60,
      loggingConfig: { logFormat: "Text", logGroup: logGroup.name },
    },
    { parent, dependsOn: running.allowed },
  );
  const invoking = createScheduleRole(`${name}-schedule`, lambda, parent);
  new aws.scheduler.Schedule(
    name,
    {
      scheduleExpression: schedule,
      flexibleTimeWindow: { mode: "OFF" },
      target: { arn: lambda.arn, roleArn: invoking.role.arn, ...(input === undefined ? {} : { input }) },
    },
    { parent, dependsOn: [invoking.allowed, ...waitsFor] },
  );
}
