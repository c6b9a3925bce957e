import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunResult } from "../../simulator/run";
import { find, named, ofType, projectDirectory, runStack } from "../support/run";
import { everyOption } from "../support/scenario";

const schedule = "aws:scheduler/schedule:Schedule";
const lambda = "aws:lambda/function:Function";
const counter = "account-link-counter";
const keepAwake = "keep-awake";
const dev = (keys: Record<string, unknown>, pass: "preview" | "apply" = "apply") => runStack("dev", pass, keys);
const statementsOf = (result: RunResult, name: string) =>
  (JSON.parse(String(find(result, "aws:iam/rolePolicy:RolePolicy", name).inputs["policy"])) as { Statement: unknown })
    .Statement;
const trustOf = (result: RunResult, name: string) =>
  (JSON.parse(String(find(result, "aws:iam/role:Role", name).inputs["assumeRolePolicy"])) as { Statement: unknown[] })
    .Statement;
const logs = (name: string) => ({
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: `arn:aws:logs:us-east-1:123456789012:log-group:/lambda/private-integrations/dev/${name}:*`,
});
const counting = { account: { linkCounter: true } };

describe("the function that counts VPC links, in the program", () => {
  for (const option of everyOption)
    it(`option ${option}: may list links, write its metric and its log, and nothing else`, async () => {
      assert.deepEqual(statementsOf(await dev({ option, ...counting }), counter), [
        logs(counter),
        { Effect: "Allow", Action: ["apigateway:GET"], Resource: "arn:aws:apigateway:us-east-1::/vpclinks" },
        {
          Effect: "Allow",
          Action: ["cloudwatch:PutMetricData"],
          Resource: "*",
          Condition: { StringEquals: { "cloudwatch:namespace": ["PrivateIntegrations"] } },
        },
      ]);
    });

  it("its role has no other policy", async () => {
    const result = await dev(counting);
    const { name } = find(result, "aws:iam/role:Role", counter).outputs;
    const policies = [...ofType(result, "RolePolicy"), ...ofType(result, "RolePolicyAttachment")];
    assert.deepEqual(
      policies.filter(({ inputs }) => inputs["role"] === name).map((policy) => policy.name),
      [counter],
    );
  });

  it("its schedule may invoke it, for this account only, and nothing else", async () => {
    const result = await dev(counting);
    const { arn } = find(result, lambda, counter).outputs;
    assert.deepEqual(statementsOf(result, `${counter}-schedule`), [
      { Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: arn },
    ]);
    assert.deepEqual(trustOf(result, `${counter}-schedule`), [
      {
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        Action: "sts:AssumeRole",
      },
    ]);
    assert.deepEqual(find(result, schedule, counter).inputs["target"], {
      arn,
      roleArn: find(result, "aws:iam/role:Role", `${counter}-schedule`).outputs["arn"],
    });
    assert.equal(find(result, schedule, counter).inputs["scheduleExpression"], "rate(1 hour)");
  });

  it("has its code as text in the state, and no path", async () => {
    const { code, handler, runtime, loggingConfig } = find(await dev(counting), lambda, counter).inputs as {
      readonly code: { readonly assets: Readonly<Record<string, { readonly text: string }>> };
      readonly [key: string]: unknown;
    };
    const text = readFileSync(join(projectDirectory, "functions", "link-counter.mjs"), "utf8");
    assert.deepEqual(Object.keys(code.assets), ["index.mjs"]);
    assert.equal(code.assets["index.mjs"]?.text, text);
    assert.deepEqual([handler, runtime], ["index.handler", "nodejs24.x"]);
    assert.deepEqual(loggingConfig, { logFormat: "Text", logGroup: `/lambda/private-integrations/dev/${counter}` });
  });

  it("runs when its role allows what it does", async () => {
    const result = await dev(counting);
    assert.ok(named(find(result, lambda, counter).dependencies).includes(`RolePolicy ${counter}`));
    assert.ok(named(find(result, schedule, counter).dependencies).includes(`RolePolicy ${counter}-schedule`));
  });

  it("takes its log group with it, also if the stack keeps those of services", async () => {
    const kept = async (retainLogs: boolean) =>
      find(await dev({ ...counting, retainLogs }), "LogGroup", counter).options.retainOnDelete;
    assert.deepEqual([await kept(true), await kept(false)], [undefined, undefined]);
  });

  it("calls API Gateway in the partition of the Region", async () => {
    const result = await dev({
      ...counting,
      "aws:region": "us-gov-west-1",
      vpcs: [{ name: "sales", cidr: "10.0.0.0/16", zones: ["usgw1-az1", "usgw1-az2"] }],
      services: [{ name: "orders", vpc: "sales", image: "nginx:1.29" }],
    });
    assert.match(
      JSON.stringify(statementsOf(result, counter)),
      /"arn:aws-us-gov:apigateway:us-gov-west-1::\/vpclinks"/,
    );
  });
});

describe("keepAwake in the program", () => {
  const urls = (result: RunResult) =>
    JSON.parse((find(result, schedule, keepAwake).inputs["target"] as { input: string }).input) as unknown;

  for (const option of [1, 5]) {
    it(`option ${option}: sends a request a day to each link, at the URL of the stage`, async () => {
      const result = await dev({ option, keepAwake: true });
      const url = String(result.outputs["url"]);
      assert.deepEqual(urls(result), { urls: [`${url}/orders`, `${url}/stock`] });
      assert.equal(find(result, schedule, keepAwake).inputs["scheduleExpression"], "rate(1 day)");
    });

    it(`option ${option}: may write its log and nothing else`, async () => {
      assert.deepEqual(statementsOf(await dev({ option, keepAwake: true }), keepAwake), [logs(keepAwake)]);
    });
  }

  it("joins the URL of a default stage, which ends in a slash, with the path", async () => {
    const result = await dev({ option: 1, stage: "$default", keepAwake: true });
    assert.doesNotMatch(JSON.stringify(urls(result)), /[^:]\/\//);
  });

  it("uses the domain where the URL of the stage is closed", async () => {
    const certificate = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-4000-8000-000000000000";
    const domain = { name: "api.example.com", certificate, basePath: "shop" };
    assert.deepEqual(urls(await dev({ option: 5, keepAwake: true, domain })), {
      urls: ["https://api.example.com/shop/orders", "https://api.example.com/shop/stock"],
    });
  });

  for (const option of [2, 3, 4])
    it(`option ${option}: creates nothing`, async () => {
      assert.deepEqual(ofType(await dev({ option, keepAwake: true }), lambda), []);
    });
});

describe("requests for quotas in the program", () => {
  const quotaRequests = { "apigateway.vpcLinksV1": 40, "elb.albsPerRegion": 100 };

  it("are kept at AWS when the stack no longer has them", async () => {
    const result = await dev({ account: { quotaRequests } }, "preview");
    assert.deepEqual(
      ofType(result, "ServiceQuota").map(({ name, inputs, options }) => [name, inputs, options.retainOnDelete]),
      [
        ["account-apigateway.vpcLinksV1", { serviceCode: "apigateway", quotaCode: "L-A4C7274F", value: 40 }, true],
        [
          "account-elb.albsPerRegion",
          { serviceCode: "elasticloadbalancing", quotaCode: "L-53DA6B97", value: 100 },
          true,
        ],
      ],
    );
  });
});

describe("the output account", () => {
  it("has the quotas and the usage of the stack", async () => {
    const { account, quotaUsage } = (
      await dev({
        option: 5,
        account: { quotaRequests: { "elb.albsPerRegion": 100 }, restLogRole: "exists" },
        quotas: { "vpc.vpcsPerRegion": { value: 20, reason: "case 3" } },
        usedElsewhere: { "elb.albsPerRegion": 9 },
      })
    ).outputs;
    assert.deepEqual(account, {
      version: 1,
      region: "us-east-1",
      quotas: { "vpc.vpcsPerRegion": 20 },
      restLogRole: true,
      usage: { "organization/private-integrations/dev": quotaUsage },
    });
    assert.deepEqual(
      { ...(quotaUsage as object), "vpc.networkInterfacesPerRegion": 0, "vpc.securityGroupsPerRegion": 0 },
      {
        "apigateway.vpcLinksV2": 2,
        "ec2.elasticIps": 2,
        "elb.albsPerRegion": 4,
        "elb.targetGroupsPerRegion": 4,
        "fargate.onDemandVcpu": 4,
        "iam.rolesPerAccount": 8,
        "vpc.internetGatewaysPerRegion": 2,
        "vpc.networkInterfacesPerRegion": 0,
        "vpc.securityGroupsPerRegion": 0,
        "vpc.vpcsPerRegion": 2,
      },
    );
  });

  it("exists only where the stack has more of the account than the role for logs", async () => {
    const has = async (account: object | undefined) =>
      "account" in (await dev(account === undefined ? {} : { account })).outputs;
    assert.deepEqual(
      [await has(undefined), await has({ restLogRole: "create" }), await has({ linkCounter: true })],
      [false, false, true],
    );
  });
});
