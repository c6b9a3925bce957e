import assert from "node:assert/strict";
import { executionStatements, policyKey, taskStatements } from "../../core/task-statements";
import type { TaskSettings } from "../../core/settings/settings";
import { article, service, settingsOf } from "../support/scenario";

/** Task of the service `orders` with these keys. */
function taskOf(keys: Record<string, unknown>, region = "eu-west-1"): TaskSettings {
  const vpcs = [{ name: "sales", cidr: "10.1.0.0/16", zones: ["euw1-az1", "euw1-az2"] }];
  const raw = article({ vpcs, services: [service("orders", "sales", keys)] });
  const runtime = settingsOf(raw, region).services[0]?.runtime;
  assert.ok(runtime?.kind === "task");
  return runtime.task;
}

const logGroup = "arn:aws:logs:eu-west-1:111122223333:log-group:orders";
const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf";
const parameter = "arn:aws:ssm:eu-west-1:111122223333:parameter/mode";
const key = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555";
const logs = { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: `${logGroup}:*` };
const token = { Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: "*" };
const pull = (Resource: string | string[]) => ({
  Effect: "Allow",
  Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
  Resource,
});
const repository = (name: string, partition = "aws", region = "eu-west-1") =>
  `arn:${partition}:ecr:${region}:111122223333:repository/${name}`;

describe("statements of the execution role", () => {
  it("a task with a public image may write its logs only", () => {
    assert.deepEqual(executionStatements(taskOf({}), logGroup), [logs]);
  });

  for (const host of [
    "111122223333.dkr.ecr.eu-west-1.amazonaws.com",
    "111122223333.dkr.ecr-fips.eu-west-1.amazonaws.com",
    "111122223333.dkr-ecr.eu-west-1.on.aws",
    "111122223333.dkr-ecr-fips.eu-west-1.on.aws",
  ]) {
    it(`an image at ${host} may be pulled`, () => {
      const task = taskOf({ image: `${host}/shop/orders:1` });
      assert.deepEqual(executionStatements(task, logGroup), [logs, token, pull(repository("shop/orders"))]);
    });
  }

  it("the partition of a repository is that of the log group", () => {
    const image = "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/orders@sha256:" + "0".repeat(64);
    const group = "arn:aws-cn:logs:cn-north-1:111122223333:log-group:orders";
    assert.deepEqual(
      executionStatements(taskOf({ image }), group)[2],
      pull(repository("orders", "aws-cn", "cn-north-1")),
    );
  });

  it("images and secrets of all containers count, each once", () => {
    const host = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";
    const task = taskOf({
      image: `${host}/orders:1`,
      secrets: { DB: `${secret}:password::` },
      sidecars: [
        { name: "proxy", image: `${host}/proxy:1`, secrets: { DB: `${secret}:user::`, MODE: parameter } },
        { name: "other", image: `${host}/proxy:2` },
      ],
    });
    assert.deepEqual(executionStatements(task, logGroup), [
      logs,
      token,
      pull([repository("orders"), repository("proxy")]),
      { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [secret] },
      { Effect: "Allow", Action: ["ssm:GetParameters"], Resource: [parameter] },
    ]);
  });

  it("keys decrypt for the stores of the secrets only", () => {
    const decrypt = (...via: string[]) => ({
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: [key],
      Condition: { StringEquals: { "kms:ViaService": via } },
    });
    const last = (secrets: Record<string, string>) =>
      executionStatements(taskOf({ secrets, kmsKeys: [key] }), logGroup).at(-1);
    assert.deepEqual(last({ DB: secret }), decrypt("secretsmanager.eu-west-1.amazonaws.com"));
    assert.deepEqual(last({ MODE: parameter }), decrypt("ssm.eu-west-1.amazonaws.com"));
    assert.deepEqual(
      last({ DB: secret, MODE: parameter }),
      decrypt("secretsmanager.eu-west-1.amazonaws.com", "ssm.eu-west-1.amazonaws.com"),
    );
  });
});

describe("statements of the task role", () => {
  it("a task without keys may do nothing", () => {
    assert.deepEqual(taskStatements(taskOf({})), []);
  });

  it("permissions come in their order, and ECS Exec opens its channels", () => {
    const permissions = [
      { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop/*"] },
      { actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:eu-west-1:111122223333:orders"] },
    ];
    assert.deepEqual(taskStatements(taskOf({ permissions, exec: true })), [
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::shop/*"] },
      { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: ["arn:aws:sqs:eu-west-1:111122223333:orders"] },
      {
        Effect: "Allow",
        Action: [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        Resource: "*",
      },
    ]);
  });

  it("policies of one name have different keys", () => {
    const keys = [
      "arn:aws:iam::aws:policy/Read",
      "arn:aws:iam::aws:policy/job/Read",
      "arn:aws:iam::111122223333:policy/Read",
      "arn:aws:iam::111122223333:policy/job/Read",
    ].map(policyKey);
    assert.deepEqual(keys, ["Read", "job/Read", "111122223333/Read", "111122223333/job/Read"]);
  });
});
