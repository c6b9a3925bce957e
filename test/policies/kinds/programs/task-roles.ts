import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network, taskDefinition } from "../../../fixtures/field/base";
import type { Advice } from "./advice-type";
import { http } from "./cases";

const assumeRolePolicy = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const role = (name: string, more: Partial<aws.iam.RoleArgs> = {}) =>
  new aws.iam.Role(name, { assumeRolePolicy, ...more });
const statement = (one: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", ...one }] });
const allow = (actions: string | readonly string[], resource = "*") =>
  statement({ Action: actions, Resource: resource });

/** A service whose containers have a task role. */
const withTaskRole =
  (make: () => aws.iam.Role, execution: (task: aws.iam.Role) => pulumi.Input<string> = () => role("execution").arn) =>
  () => {
    const task = make();
    const definition = taskDefinition("odd", 8080, { taskRoleArn: task.arn, executionRoleArn: execution(task) });
    httpApi("http", albService("shop", network("home", 40), { service: { taskDefinition: definition.arn } }));
  };

/** A task role with one inline policy. */
const allowing = (policy: string) => withTaskRole(() => role("task", { inlinePolicies: [{ name: "some", policy }] }));

/** A task role with one managed policy. */
const attaching = (policyArn: string) =>
  withTaskRole(() => {
    const task = role("task");
    new aws.iam.RolePolicyAttachment("all", { role: task.name, policyArn });
    return task;
  });

/** Programs of the advisory rules on task roles. */
export const taskRoles: readonly Advice[] = [
  {
    rule: "separate-task-and-execution-role",
    reported: {
      "one role of the stack": [
        withTaskRole(
          () => role("both"),
          ({ arn }) => arn,
        ),
        "odd",
      ],
      "one role by its ARN": [
        () => {
          const arn = "arn:aws:iam::111122223333:role/both";
          taskDefinition("odd", 8080, { taskRoleArn: arn, executionRoleArn: arn });
        },
        "odd",
      ],
    },
    sound: { "two roles": withTaskRole(() => role("task")), "no roles": http() },
  },
  {
    rule: "task-role-without-wildcards",
    reported: {
      "an inline policy of the role": [
        withTaskRole(() => role("task", { inlinePolicies: [{ name: "all", policy: allow("s3:*") }] })),
        "task",
      ],
      "a separate policy": [
        withTaskRole(() => {
          const task = role("task");
          new aws.iam.RolePolicy("all", { role: task.name, policy: allow(["sqs:SendMessage", "*"]) });
          return task;
        }),
        "task",
      ],
      "a policy as an object": [
        withTaskRole(() => {
          const task = role("task");
          const statement = { Effect: "Allow" as const, Action: "s3:*", Resource: "*" };
          const policy = { Version: "2012-10-17" as const, Statement: [statement] };
          new aws.iam.RolePolicy("all", { role: task.id, policy });
          return task;
        }),
        "task",
      ],
      "a managed policy of the account": [
        withTaskRole(() => {
          const task = role("task");
          const managed = new aws.iam.Policy("all", { policy: allow("dynamodb:*") });
          new aws.iam.RolePolicyAttachment("all", { role: task, policyArn: managed.arn });
          return task;
        }),
        "task",
      ],
      AdministratorAccess: [attaching("arn:aws:iam::aws:policy/AdministratorAccess"), "task"],
      "all of a service by a policy of AWS": [attaching("arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess_v2"), "task"],
      "all actions on one bucket": [allowing(allow("s3:*", "arn:aws:s3:::shop/*")), "task"],
      "an action on all resources": [allowing(allow("sqs:SendMessage")), "task"],
      "actions newer than AWS's list, on all resources": [allowing(allow("s3:NewerThanTheList*")), "task"],
      "an action on all buckets": [allowing(allow("s3:GetObject", "arn:aws:s3:::*")), "task"],
      "a wildcard of which one action has a resource level": [allowing(allow("s3:Get*")), "task"],
      "all resources but some": [
        allowing(statement({ Action: "s3:GetObject", NotResource: "arn:aws:s3:::keys/*" })),
        "task",
      ],
      "all actions but some": [allowing(statement({ NotAction: "iam:*", Resource: "*" })), "task"],
    },
    sound: {
      "single actions on one bucket": allowing(allow(["s3:GetObject", "s3:Get*"], "arn:aws:s3:::shop/*")),
      "an action in capitals that has no resource level": allowing(allow("SQS:LISTQUEUES")),
      "actions that have no resource level": allowing(allow(["sqs:ListQueues", "ssmmessages:OpenDataChannel"])),
      "an action on all resources with a condition": allowing(
        statement({
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
        }),
      ),
      "all queues of an account": allowing(allow("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:*")),
      "what is denied": allowing(statement({ Effect: "Deny", Action: "*", Resource: "*" })),
      "a policy of AWS for reading one service": attaching("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"),
      "a policy of the account with a name that AWS uses": attaching(
        "arn:aws:iam::111122223333:policy/OrdersFullAccess",
      ),
      "a wide execution role": withTaskRole(
        () => role("task"),
        () => role("execution", { inlinePolicies: [{ name: "all", policy: allow("s3:*") }] }).arn,
      ),
    },
  },
];
