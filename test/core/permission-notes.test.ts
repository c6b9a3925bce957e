import assert from "node:assert/strict";
import { planStack } from "../../core/planner";
import { article, articleVpcs, everyOption, service, settingsOf } from "../support/scenario";

const image = "111122223333.dkr.ecr.us-east-1.amazonaws.com/orders:1";
const secrets = { DB: "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf" };
const allowing = (...actions: readonly string[]) => [
  { actions, resources: ["arn:aws:sqs:us-east-1:111122223333:orders"] },
];

/** Notes of a service in a VPC. */
const notes = (keys: Record<string, unknown>, { nat = "none", option = 1 } = {}) =>
  planStack(
    settingsOf(
      article({
        option,
        vpcs: [{ ...articleVpcs[0], nat }],
        services: [service("orders", "sales", { image, ...keys })],
      }),
    ),
  ).notes;
const noteOn = (services: string) => [
  `orders: has permissions for ${services}, but VPC sales has no NAT gateway and no VPC endpoint for that, so calls time out; set nat: single, or create a VPC endpoint beside this stack and add to reaches its security group (for DynamoDB its prefix list) with port 443`,
];

describe("notes on permissions", () => {
  it("name the services that tasks without NAT do not reach, under every option", () => {
    for (const option of everyOption)
      assert.deepEqual(
        notes({ permissions: allowing("sqs:SendMessage", "dynamodb:GetItem", "sqs:ReceiveMessage") }, { option }),
        noteOn("dynamodb, sqs"),
      );
  });

  it("do not name services with an endpoint, nor keys that other services use for the task", () => {
    const permissions = allowing(
      "s3:GetObject",
      "ecr:DescribeImages",
      "logs:GetLogEvents",
      "kms:Decrypt",
      "iam:PassRole",
    );
    assert.deepEqual(notes({ permissions }), []);
    const readsSecrets = allowing("secretsmanager:GetSecretValue");
    assert.deepEqual(notes({ permissions: readsSecrets }), noteOn("secretsmanager"));
    assert.deepEqual(notes({ permissions: readsSecrets, secrets }), []);
  });

  it("are none with NAT, or where the task reaches an endpoint of its own", () => {
    const permissions = allowing("sqs:SendMessage");
    assert.deepEqual(notes({ permissions }, { nat: "single" }), []);
    const group = { securityGroup: "sg-0123456789abcdef0" };
    assert.deepEqual(notes({ permissions, reaches: [{ ...group, port: 443 }] }), []);
    assert.deepEqual(notes({ permissions, reaches: [{ ...group, port: 5432 }] }), noteOn("sqs"));
  });
});
