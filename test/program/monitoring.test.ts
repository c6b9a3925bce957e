import assert from "node:assert/strict";
import type { CapturedResource } from "../../simulator/run";
import { find, ofType, runStack } from "../support/run";

const topic = "arn:aws:sns:us-east-1:111122223333:on-call";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const run = (option: number, more: Record<string, unknown> = {}, stack = "dev") =>
  runStack(stack, "apply", { option, alarms: { topic }, ...more });

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly region?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
  };
}

const widgetsOf = ({ inputs }: CapturedResource) =>
  (JSON.parse(inputs["dashboardBody"] as string) as { readonly widgets: readonly Widget[] }).widgets;

const text = (resource: CapturedResource, key: string): string => resource.outputs[key] as string;

describe("alarms and dashboard of a stack", () => {
  it("an alarm on one metric has it as arguments, and notifies when it ends too", async () => {
    const result = await run(2);
    const api = find(result, "aws:apigateway/restApi:RestApi", "option-2");
    const { alarmDescription, name, ...inputs } = find(result, alarmType, "option-2-latency").inputs;
    assert.deepEqual([typeof alarmDescription, typeof name], ["string", "string"]);
    assert.deepEqual(inputs, {
      namespace: "AWS/ApiGateway",
      metricName: "Latency",
      dimensions: { ApiName: text(api, "name"), Stage: "live" },
      extendedStatistic: "p99",
      period: 60,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 5000,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: "notBreaching",
      alarmActions: [topic],
      okActions: [topic],
    });
  });

  it("an alarm on an expression returns its value only", async () => {
    const result = await run(1);
    const { id } = find(result, "aws:apigatewayv2/api:Api", "option-1").outputs;
    const metric = (metricName: string) => ({
      namespace: "AWS/ApiGateway",
      metricName,
      dimensions: { ApiId: id, Stage: "live" },
      period: 60,
      stat: "Sum",
    });
    assert.deepEqual(find(result, alarmType, "option-1-errors").inputs["metricQueries"], [
      { id: "errors", metric: metric("5xx") },
      { id: "requests", metric: metric("Count") },
      { id: "value", expression: "100 * errors / requests", label: "failed requests in percent", returnData: true },
    ]);
  });

  it("an alarm on missing tasks keeps its state until there was one", async () => {
    const result = await run(5);
    const empty = find(result, alarmType, "orders-alb-empty").inputs;
    assert.deepEqual([empty["comparisonOperator"], empty["treatMissingData"]], ["LessThanThreshold", "ignore"]);
  });

  it("an alarm on VPC links notifies when the counts end too", async () => {
    const account = { quotaAlarms: { topic }, linkCounter: true };
    const result = await runStack("dev", "apply", { option: 1, account });
    const links = find(result, alarmType, "quota-apigateway.vpcLinksV2").inputs;
    assert.deepEqual([links["treatMissingData"], links["insufficientDataActions"]], ["missing", [topic]]);
    const albs = find(result, alarmType, "quota-elb.albsPerRegion").inputs;
    assert.deepEqual([albs["treatMissingData"], albs["insufficientDataActions"]], ["notBreaching", undefined]);
  });

  it("the dashboard goes from the stage to the tasks, with the alarms of each hop", async () => {
    const result = await run(4, { dashboard: true });
    const dashboard = find(result, "aws:cloudwatch/dashboard:Dashboard", "requests");
    assert.equal(dashboard.inputs["dashboardName"], "private-integrations-dev-requests");
    const widgets = widgetsOf(dashboard);
    assert.deepEqual(
      widgets.map(({ type, x, y, properties: { title, markdown, alarms, metrics } }) => [
        `${x},${y}`,
        type,
        title ?? markdown?.split("\n")[0],
        (alarms ?? metrics)?.length,
      ]),
      [
        ["0,0", "text", "## Stage", undefined],
        ["0,2", "alarm", "Stage: alarms", 2],
        ["0,5", "metric", "option-4: requests and errors", 3],
        ["12,5", "metric", "option-4: milliseconds of one request of a hundred", 2],
        ["0,11", "text", "## Load balancers", undefined],
        // Two of each of 4 ALBs and 2 NLBs.
        ["0,13", "alarm", "Load balancers: alarms", 12],
        ["0,16", "metric", "ALB: answers of its own of 500 and above", 4],
        ["12,16", "metric", "ALB: rejected connections", 4],
        ["0,22", "metric", "NLB: new connections", 2],
        ["12,22", "metric", "NLB: resets of targets", 2],
        ["0,28", "metric", "NLB: connections without a free port", 2],
        ["12,28", "metric", "NLB: connections to unhealthy targets", 2],
        ["0,34", "text", "## Target groups", undefined],
        ["0,36", "alarm", "Target groups: alarms", 12],
        ["0,39", "metric", "Healthy targets", 4],
        ["12,39", "metric", "Unhealthy targets", 4],
        ["0,45", "metric", "Answers of targets of 500 and above", 4],
        ["12,45", "metric", "Seconds of one answer of a hundred", 4],
        ["0,51", "text", "## Tasks", undefined],
        ["0,53", "alarm", "Tasks: alarms", 8],
        ["0,56", "metric", "CPU", 4],
        ["12,56", "metric", "Memory", 4],
      ],
    );
    const alb = find(result, "aws:lb/loadBalancer:LoadBalancer", "orders-alb");
    const group = find(result, "aws:lb/targetGroup:TargetGroup", "orders-alb");
    const { properties } = widgets.find(({ properties: { title } }) => title === "Healthy targets") ?? {};
    assert.equal(properties?.region, "us-east-1");
    assert.deepEqual(properties.metrics?.[0], [
      "AWS/ApplicationELB",
      "HealthyHostCount",
      "TargetGroup",
      text(group, "arnSuffix"),
      "LoadBalancer",
      text(alb, "arnSuffix"),
      { label: "orders-alb", stat: "Maximum", period: 60 },
    ]);
    const arns = ofType(result, alarmType).map((alarm) => text(alarm, "arn"));
    assert.deepEqual(widgets.flatMap(({ properties: { alarms = [] } }) => alarms).sort(), arns.sort());
  });

  it("without alarms, the dashboard has no widget of alarms, which AWS would refuse", async () => {
    const result = await runStack("dev", "apply", { option: 1, dashboard: true });
    const widgets = widgetsOf(find(result, "aws:cloudwatch/dashboard:Dashboard", "requests"));
    assert.deepEqual([...new Set(widgets.map(({ type }) => type))], ["text", "metric"]);
    assert.deepEqual(ofType(result, alarmType), []);
  });

  it("an existing load balancer is on the dashboard by the end of its ARN, and has no alarms here", async () => {
    const result = await run(5, { dashboard: true }, "existing");
    const widgets = widgetsOf(find(result, "aws:cloudwatch/dashboard:Dashboard", "requests"));
    const values = widgets
      .flatMap(({ properties: { metrics = [] } }) => metrics)
      .filter(([, metric]) => metric === "HTTPCode_ELB_5XX_Count")
      .map(([, , , value]) => value);
    assert.equal(values.length, 2);
    assert.ok(values.includes("app/billing/50dc6c495c0c9188"));
    assert.deepEqual(
      ofType(result, alarmType).flatMap(({ name }) => (name.endsWith("-unserved") ? [name] : [])),
      ["invoices-alb-unserved"],
    );
  });

  it("without the keys nothing is created", async () => {
    const result = await runStack("dev", "apply", { option: 2 });
    assert.deepEqual([...ofType(result, "Monitoring"), ...ofType(result, alarmType)], []);
  });
});
