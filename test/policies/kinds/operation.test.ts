import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";

const assume = (service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

/** A function that runs each hour inside the VPC, with its own network interfaces and roles. */
function scheduled(vpcConfig: aws.types.input.lambda.FunctionVpcConfig) {
  const role = new aws.iam.Role("count", { assumeRolePolicy: assume("lambda.amazonaws.com") });
  new aws.iam.RolePolicy("count", {
    role: role.name,
    // Its actions take no resource.
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["cloudwatch:PutMetricData"], Resource: "*" }],
    }),
  });
  const lambda = new aws.lambda.Function("count", {
    code: new pulumi.asset.AssetArchive({
      "index.mjs": new pulumi.asset.StringAsset("export const handler = () => {};"),
    }),
    handler: "index.handler",
    runtime: "nodejs24.x",
    role: role.arn,
    vpcConfig,
  });
  const invoke = new aws.iam.Role("invoke", { assumeRolePolicy: assume("scheduler.amazonaws.com") });
  new aws.iam.RolePolicy("invoke", {
    role: invoke.name,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: lambda.arn }],
    }),
  });
  new aws.scheduler.Schedule("count", {
    scheduleExpression: "rate(1 hour)",
    flexibleTimeWindow: { mode: "OFF" },
    target: { arn: lambda.arn, roleArn: invoke.arn },
  });
  const rule = new aws.cloudwatch.EventRule("daily", { scheduleExpression: "rate(1 day)" });
  new aws.cloudwatch.EventTarget("daily", { rule: rule.name, arn: lambda.arn });
  new aws.lambda.Permission("daily", {
    action: "lambda:InvokeFunction",
    function: lambda.name,
    principal: "events.amazonaws.com",
    sourceArn: rule.arn,
  });
}

/** A sound API, and around it what looks after it. */
function program() {
  const home = network("home", 40);
  const front = albService("shop", home);
  const { api, stage } = httpApi("http", front);
  scheduled({ subnetIds: home.subnetIds, securityGroupIds: [front.taskSg.id] });
  const topic = new aws.sns.Topic("on-call");
  const common = { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 3, threshold: 5 };
  new aws.cloudwatch.MetricAlarm("errors", {
    ...common,
    alarmActions: [topic.arn],
    metricQueries: [
      {
        id: "failed",
        metric: {
          ...{ namespace: "AWS/ApiGateway", metricName: "5xx", period: 60, stat: "Sum" },
          dimensions: { ApiId: api.id, Stage: stage.name },
        },
      },
      { id: "share", expression: "100 * failed", returnData: true },
    ],
  });
  new aws.cloudwatch.MetricAlarm("used", {
    ...common,
    namespace: "AWS/Usage",
    metricName: "ResourceCount",
    dimensions: {
      Class: "None",
      Resource: "ApplicationLoadBalancersPerRegion",
      Service: "Elastic Load Balancing",
      Type: "Resource",
    },
    period: 300,
    statistic: "Maximum",
  });
  new aws.cloudwatch.CompositeAlarm("shop", { alarmName: "shop", alarmRule: "ALARM(errors)" });
  new aws.cloudwatch.Dashboard("shop", { dashboardName: "shop", dashboardBody: pulumi.jsonStringify({ widgets: [] }) });
  new aws.servicequotas.ServiceQuota("links", { quotaCode: "L-A4C7274F", serviceCode: "apigateway", value: 20 });
}

describe("programs with alarms, functions and schedules", () => {
  for (const pass of ["preview", "apply"] as const) {
    it(`have no other findings than the API alone, ${pass}`, async () => {
      const alone = await verdictsOf(pass, () => {
        httpApi("http", albService("shop", network("home", 40)));
      });
      const { mandatory, advice, undetermined, paths } = await verdictsOf(pass, program);
      assert.deepEqual(
        { mandatory, undetermined, paths },
        { mandatory: [], undetermined: alone.undetermined, paths: { "http $default": "proved" } },
      );
      assert.deepEqual(
        advice.filter((finding) => !alone.advice.includes(finding)),
        [],
      );
    });
  }
});
