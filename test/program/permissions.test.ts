import assert from "node:assert/strict";
import { evaluate } from "../../policies/evaluate";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { reports } from "../../policies/reports";
import { rules } from "../../policies/rules";
import { everyOption } from "../support/scenario";
import { find, named, ofType, runStack } from "../support/run";

const bucket = "arn:aws:s3:::shop/*";
const managed = ["arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess", "arn:aws:iam::111122223333:policy/shop/read"];
const secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf";
const key = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";
const image = "public.ecr.aws/nginx/nginx:1.29";
const vpcs = [{ name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2"] }];
const stock = { name: "stock", vpc: "sales", image };
const orders = {
  ...stock,
  name: "orders",
  permissions: [{ actions: ["s3:GetObject"], resources: [bucket] }],
  policyArns: managed,
  secrets: { DB: secret },
  kmsKeys: [key],
};
const stack = (option: number, ...services: Record<string, unknown>[]) => ({ option, vpcs, services });

describe("permissions of a service in the program", () => {
  for (const option of everyOption) {
    it(`option ${option}: the task role has one inline policy, known at a first preview`, async () => {
      const result = await runStack("dev", "preview", stack(option, orders, stock));
      assert.deepEqual(
        ofType(result, "RolePolicy")
          .map(({ name }) => name)
          .sort(),
        ["orders-execution", "orders-task", "stock-execution"],
      );
      assert.equal(
        find(result, "RolePolicy", "orders-task").inputs["policy"],
        `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["${bucket}"]}]}`,
      );
      assert.deepEqual(
        ofType(result, "RolePolicyAttachment").map(({ name, inputs }) => [name, inputs["policyArn"]]),
        [
          ["orders-task-111122223333/shop/read", managed[1]],
          ["orders-task-AmazonSQSReadOnlyAccess", managed[0]],
        ],
      );
    });

    it(`option ${option}: the ECS service waits for all policies of its roles`, async () => {
      const result = await runStack("dev", "preview", stack(option, orders, stock));
      const policies = named(find(result, "aws:ecs/service:Service", "orders").dependencies).filter((name) =>
        name.startsWith("RolePolicy"),
      );
      assert.deepEqual(policies, [
        "RolePolicy orders-execution",
        "RolePolicy orders-task",
        "RolePolicyAttachment orders-task-111122223333/shop/read",
        "RolePolicyAttachment orders-task-AmazonSQSReadOnlyAccess",
      ]);
    });
  }

  it("the policies belong to the task role, and the key to the execution role", async () => {
    const result = await runStack("dev", "apply", stack(1, orders));
    const role = find(result, "aws:iam/role:Role", "orders-task").inputs["name"];
    for (const { inputs } of [...ofType(result, "RolePolicyAttachment"), find(result, "RolePolicy", "orders-task")])
      assert.equal(inputs["role"], role);
    const { Statement } = JSON.parse(String(find(result, "RolePolicy", "orders-execution").inputs["policy"])) as {
      Statement: { Action: string[]; Resource: unknown; Condition?: unknown }[];
    };
    assert.deepEqual(Statement.slice(1), [
      { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [secret] },
      {
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [key],
        Condition: { StringEquals: { "kms:ViaService": ["secretsmanager.us-east-1.amazonaws.com"] } },
      },
    ]);
  });

  it("ECS Exec alone gives the task role a policy", async () => {
    const result = await runStack("dev", "preview", stack(1, { ...stock, exec: true }));
    const { Statement } = JSON.parse(String(find(result, "RolePolicy", "stock-task").inputs["policy"])) as {
      Statement: { Action: string[] }[];
    };
    assert.deepEqual(
      Statement.map(({ Action }) => Action.length),
      [4],
    );
  });

  for (const resource of ["orders", "orders-task"]) {
    it(`one entry for ${resource} accepts wide permissions here and in the policy pack`, async () => {
      const acknowledge = [{ rule: "task-role-without-wildcards", resource, reason: "an administration service" }];
      const wide = { ...stock, name: "orders", permissions: [{ actions: ["s3:*"], resources: [bucket] }] };
      for (const pass of ["preview", "apply"] as const) {
        const result = await runStack("dev", pass, { ...stack(1, wide), acknowledge });
        const results = evaluate(rules, fromSnapshot(result.resources), { acknowledge });
        const [report] = reports;
        assert.deepEqual(
          report?.notices(results, { acknowledge }).map(({ message }) => message),
          [
            "task-role-without-wildcards: task role orders-task allows more than named actions: s3:*; acknowledged: an administration service",
          ],
        );
      }
    });
  }
});
