import assert from "node:assert/strict";
import { everyOption, problemsOf } from "../../support/scenario";
import { orders, problemsWithFixes } from "./fixtures";

const bucket = "arn:aws:s3:::shop/*";
const queue = "arn:aws:sqs:us-east-1:111122223333:orders";
const table = (index: number) => `arn:aws:dynamodb:us-east-1:111122223333:table/${"t".repeat(60)}${index}`;
const key = (region = "us-east-1") => `arn:aws:kms:${region}:111122223333:key/11111111-2222-3333-4444-555555555555`;
const alias = "arn:aws:kms:us-east-1:111122223333:alias/orders";
const secrets = { DB: "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf" };
const policy = (name: string) => `arn:aws:iam::111122223333:policy/${name}`;
const permitting = (actions: string[], resources: string[]) => orders({ permissions: [{ actions, resources }] });
const accepted = (resource: string, raw: Record<string, unknown>) => ({
  ...raw,
  acknowledge: [{ rule: "task-role-without-wildcards", resource, reason: "an administration service" }],
});
const at = (key: string) => `services[0].${key} (orders): `;

describe("permissions of a service", () => {
  const allowed: Readonly<Record<string, Record<string, unknown>>> = {
    "a named action on the objects of a bucket": permitting(["s3:GetObject"], [bucket]),
    "a wildcard in an action, on a bucket": permitting(["s3:Get*"], [bucket]),
    "an action without resource level, on all resources": permitting(["sqs:ListQueues"], ["*"]),
    "an action in another case": permitting(["sqs:sendmessage"], [queue]),
    "a queue in another Region": permitting(["sqs:SendMessage"], [queue.replace("us-east-1", "eu-west-1")]),
    "a key, and an alias with an action on aliases": permitting(["kms:Decrypt", "kms:UpdateAlias"], [key(), alias]),
    "a newer action, by a wildcard": permitting(["s3:GetObjectTorrents*"], [bucket]),
    "ten managed policies": orders({ policyArns: Array.from({ length: 10 }, (_, index) => policy(`p${index}`)) }),
    "two policies of one name": orders({ policyArns: [policy("read"), policy("job/read")] }),
    "a policy of AWS for one service": orders({ policyArns: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] }),
    "a key with secrets": orders({ secrets, kmsKeys: [key()] }),
    "a key with secrets of a sidecar": orders({
      sidecars: [{ name: "proxy", image: "envoy:1", secrets }],
      kmsKeys: [key()],
    }),
  };
  for (const [title, raw] of Object.entries(allowed)) {
    it(`${title}: accepted under all options`, () => {
      for (const option of everyOption) assert.deepEqual(problemsOf({ ...raw, option }), []);
    });
  }

  const restrictable = "allowed: ARNs, because IAM can restrict this action to resources";
  const refused: Readonly<Record<string, [raw: Record<string, unknown>, ...problems: string[]]>> = {
    "all actions": [
      permitting(["*"], [bucket]),
      `${at("permissions[0].actions")}got "*"; allowed: actions by name, because this means all`,
    ],
    "all actions of a service, also on one bucket": [
      permitting(["s3:*"], [bucket]),
      `${at("permissions[0].actions")}got "s3:*"; allowed: actions by name, because this means all`,
    ],
    "an action on all resources": [
      permitting(["sqs:SendMessage"], ["*"]),
      `${at("permissions[0].resources")}got "*" with sqs:SendMessage; ${restrictable}`,
    ],
    "an action on all buckets": [
      permitting(["s3:GetObject"], ["arn:aws:s3:::*"]),
      `${at("permissions[0].resources")}got "arn:aws:s3:::*" with s3:GetObject; ${restrictable}`,
    ],
    "a wildcard of which one action has a resource level": [
      permitting(["sqs:ListQueues*", "sqs:List*"], ["*"]),
      `${at("permissions[0].resources")}got "*" with sqs:List*; ${restrictable}`,
    ],
    "one wide statement of two": [
      orders({
        permissions: [
          { actions: ["s3:GetObject"], resources: [bucket] },
          { actions: ["s3:*"], resources: [bucket] },
        ],
      }),
      `${at("permissions[1].actions")}got "s3:*"; allowed: actions by name, because this means all`,
    ],
    "a misspelled action, once": [
      permitting(["s3:GetObjct"], ["*"]),
      `${at("permissions[0].actions[0]")}got "s3:GetObjct", which AWS does not have; allowed: an action of s3`,
    ],
    "an unknown service": [
      permitting(["sqss:SendMessage"], [queue]),
      `${at("permissions[0].actions[0]")}got "sqss:SendMessage"; sqss is the prefix of no AWS service`,
    ],
    "an action that works on all resources only, with an ARN": [
      permitting(["s3:GetObject", "s3:ListAllMyBuckets"], [bucket]),
      `${at("permissions[0].actions[1]")}got "s3:ListAllMyBuckets", which IAM cannot restrict to resources; allowed with it: resources: ["*"]`,
    ],
    "an alias of a key, with actions on keys": [
      permitting(["kms:Decrypt", "kms:GenerateDataKey"], [key(), alias]),
      `${at("permissions[0].resources[1]")}got "${alias}" with kms:Decrypt, kms:GenerateDataKey; allowed: the ARN of the key, because a permission on an alias allows nothing on its key`,
    ],
    "an ARN of another partition": [
      permitting(["s3:GetObject"], [bucket.replace("aws", "aws-cn")]),
      `${at("permissions[0].resources[0]")}has partition aws-cn; allowed in us-east-1: aws`,
    ],
    "a resource that IAM refuses": [
      permitting(["s3:GetObject"], ["arn:aws:*"]),
      `${at("permissions[0].resources[0]")}got "arn:aws:*"; allowed: an ARN with all six parts, of which the last three may have * and ?, or * for all resources`,
    ],
    AdministratorAccess: [
      orders({ policyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
      `${at("policyArns[0]")}got AdministratorAccess, which allows more than one task needs; allowed: policies for the resources of the service`,
    ],
    "eleven managed policies": [
      orders({ policyArns: Array.from({ length: 11 }, (_, index) => policy(`p${index}`)) }),
      `${at("policyArns")}11 policies; allowed: 10 for one role`,
    ],
    "a managed policy twice": [
      orders({ policyArns: [policy("a"), policy("a")] }),
      `${at("policyArns")}names ${policy("a")} twice`,
    ],
    "a managed policy of another partition": [
      orders({ policyArns: ["arn:aws-cn:iam::aws:policy/AmazonS3ReadOnlyAccess"] }),
      `${at("policyArns[0]")}has partition aws-cn; allowed in us-east-1: aws`,
    ],
    "keys without secrets": [orders({ kmsKeys: [key()] }), `${at("kmsKeys")}has no effect without secrets`],
    "a key in another Region": [
      orders({ secrets, kmsKeys: [key("eu-west-1")] }),
      `${at("kmsKeys[0]")}is in eu-west-1; allowed: a key in us-east-1, where the secrets are`,
    ],
    "a key of another partition": [
      orders({ secrets, kmsKeys: [key().replace("aws", "aws-cn")] }),
      `${at("kmsKeys[0]")}has partition aws-cn; allowed in us-east-1: aws`,
    ],
  };
  for (const [title, [raw, ...problems]] of Object.entries(refused)) {
    it(`${title}: refused under all options`, () => {
      for (const option of everyOption) assert.deepEqual(problemsOf({ ...raw, option }), problems);
    });
  }

  it("a policy of more than 10,240 characters is refused, one of 10,240 is not", () => {
    // {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["dynamodb:GetItem"],"Resource":[ and ]}]}
    const overhead = 97 + 4;
    const arns = Array.from({ length: 10 }, (_, index) => table(index));
    const used = arns.reduce((sum, arn) => sum + arn.length + 3, 0);
    const filler = (size: number) => `arn:aws:s3:::${"x".repeat(size - 13)}`;
    const rest = 10_240 - overhead - used - 2;
    const raw = (size: number) => permitting(["dynamodb:GetItem"], [...arns, filler(size)]);
    assert.deepEqual(problemsOf(raw(rest)), []);
    assert.deepEqual(problemsOf(raw(rest + 1)), [
      `${at("permissions")}need a policy of 10241 characters; allowed: 10240 in one role`,
    ]);
  });

  it("a hundred secrets are too long a policy for the execution role", () => {
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [`S${index}`, `${secrets.DB}${String(index).padStart(3, "0")}`]),
    );
    assert.match(
      problemsOf(orders({ secrets: many })).join(),
      /\.secrets \(orders\): need a policy of \d{5} characters/,
    );
  });

  for (const resource of ["orders", "orders-task", "urn:pulumi:dev::shop::aws:iam/role:Role::orders-task"]) {
    it(`an acknowledgement of ${resource} accepts wide permissions and policies`, () => {
      const keys = {
        permissions: [{ actions: ["s3:*", "sqs:SendMessage"], resources: ["*"] }],
        policyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      };
      assert.deepEqual(problemsOf(accepted(resource, orders(keys))), []);
    });
  }

  it("an acknowledgement of another service accepts nothing, nor does any accept a misspelled action", () => {
    assert.equal(problemsOf(accepted("stock", permitting(["s3:*"], [bucket]))).length, 1);
    assert.equal(problemsOf(accepted("orders", permitting(["s3:GetObjct"], [bucket]))).length, 1);
  });

  it("a fix names the action that was meant, or the entry that accepts", () => {
    const fixes = (raw: Record<string, unknown>) => problemsWithFixes(raw, "us-east-1").map(({ fix }) => fix);
    assert.deepEqual(fixes(permitting(["s3:GetObjct"], [bucket])), [
      'did you mean "s3:GetObject"? if AWS has added it since 2026-11-26, write it with a wildcard: s3:GetObjct*',
    ]);
    assert.deepEqual(fixes(permitting(["s3:*"], [bucket])), [
      "list the actions that the containers call, or accept it: add to acknowledge { rule: task-role-without-wildcards, resource: orders, reason: <why> }",
    ]);
  });
});
