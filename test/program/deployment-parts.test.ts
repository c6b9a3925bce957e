import assert from "node:assert/strict";
import { find, runStack } from "../support/run";
import { article, service } from "../support/scenario";

type Inputs = Readonly<Record<string, unknown>>;
type Result = Awaited<ReturnType<typeof runStack>>;

const testHeader = { name: "X-Test", value: "new" };
const lambda = "arn:aws:lambda:us-east-1:111122223333:function:check";
const hooks = [
  { lambda, stages: ["POST_SCALE_UP"] },
  { pause: { timeoutMinutes: 60, onTimeout: "continue" }, stages: ["POST_TEST_TRAFFIC_SHIFT"] },
];

const run = (option: number, keys: Inputs) =>
  runStack("dev", "apply", article({ option, services: [service("orders", "sales", keys)] }));

const ecs = (result: Result) => find(result, "aws:ecs/service:Service", "orders");
const arnOf = (result: Result, type: string, name: string) => find(result, type, name).outputs["arn"];
const role = (result: Result, name: string) => arnOf(result, "aws:iam/role:Role", name);

const typeTokens = { Listener: "aws:lb/listener:Listener", ListenerRule: "aws:lb/listenerRule:ListenerRule" } as const;
describe("what a deployment strategy has beside its target groups", () => {
  it("hooks are functions under a role of their own, and pauses", async () => {
    const result = await run(1, { deployment: { strategy: "blueGreen", hooks } });
    const { lifecycleHooks } = ecs(result).inputs["deploymentConfiguration"] as Inputs;
    assert.deepEqual(lifecycleHooks, [
      { hookTargetArn: lambda, lifecycleStages: ["POST_SCALE_UP"], roleArn: role(result, "orders-hooks") },
      {
        targetType: "PAUSE",
        lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
        timeoutConfiguration: { action: "CONTINUE", timeoutInMinutes: "60" },
      },
    ]);
    const { policy } = find(result, "aws:iam/rolePolicy:RolePolicy", "orders-hooks").inputs;
    assert.deepEqual(JSON.parse(String(policy)), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: [lambda] }],
    });
  });

  it("a test rule has the paths and the header, and is named to ECS", async () => {
    const result = await run(1, { group: "web", stripPrefix: true, deployment: { strategy: "blueGreen", testHeader } });
    const rule = (name: string) => find(result, typeTokens.ListenerRule, name);
    const [production, test] = [rule("web-alb-80-orders"), rule("web-alb-80-orders-test")];
    assert.deepEqual(test.inputs["conditions"], [
      { pathPattern: { values: ["/orders", "/orders/*"] } },
      { httpHeader: { httpHeaderName: "X-Test", values: ["new"] } },
    ]);
    assert.deepEqual(test.inputs["transforms"], production.inputs["transforms"]);
    assert.equal(test.inputs["priority"], Number(production.inputs["priority"]) - 1);
    const [entry] = ecs(result).inputs["loadBalancers"] as { readonly advancedConfiguration: Inputs }[];
    assert.equal(entry?.advancedConfiguration["testListenerRule"], test.outputs["arn"]);
  });

  it("ECS may change these target groups, this listener and this rule only", async () => {
    const result = await run(1, { deployment: { strategy: "blueGreen" } });
    const { policy } = find(result, "aws:iam/rolePolicy:RolePolicy", "orders-traffic").inputs;
    const load = (...names: string[]) => names.map((name) => `elasticloadbalancing:${name}`);
    const arn = (type: string, name: string) => arnOf(result, type, name);
    assert.deepEqual(JSON.parse(String(policy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: load("DescribeListeners", "DescribeRules", "DescribeTargetGroups", "DescribeTargetHealth"),
          Resource: "*",
        },
        {
          Effect: "Allow",
          Action: load("DeregisterTargets", "RegisterTargets"),
          Resource: ["orders-alb", "orders-alb-alt"].map((name) => arn("aws:lb/targetGroup:TargetGroup", name)),
        },
        { Effect: "Allow", Action: load("ModifyListener"), Resource: [arn(typeTokens.Listener, "orders-alb-80")] },
        {
          Effect: "Allow",
          Action: load("ModifyRule"),
          Resource: [arn(typeTokens.ListenerRule, "orders-alb-80-production")],
        },
      ],
    });
    const trust = find(result, "aws:iam/role:Role", "orders-traffic").inputs["assumeRolePolicy"];
    assert.match(String(trust), /"Service":"ecs\.amazonaws\.com"/);
  });

  for (const [option, namespace, metric, count] of [
    [1, "AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", 4],
    [2, "AWS/ApiGateway", "5XXError", 2],
  ] as const)
    it(`option ${option}: the alarm counts ${metric}, and waits for no stage`, async () => {
      const result = await run(option, { deployment: { strategy: "canary", alarms: { errorPercent: 2.5 } } });
      const alarm = find(result, "aws:cloudwatch/metricAlarm:MetricAlarm", "orders-rollback");
      const queries = alarm.inputs["metricQueries"] as { readonly metric?: Inputs }[];
      const metrics = queries.flatMap(({ metric: one }): Inputs[] => (one === undefined ? [] : [one]));
      assert.equal(metrics.length, count);
      assert.deepEqual(metrics[0] && [metrics[0]["namespace"], metrics[0]["metricName"]], [namespace, metric]);
      assert.equal(alarm.inputs["threshold"], 2.5);
      assert.equal(alarm.inputs["alarmActions"], undefined);
      assert.deepEqual(
        alarm.dependencies.filter((urn) => /[sS]tage::/.test(urn)),
        [],
      );
    });

  it("scaling by requests adds up both target groups", async () => {
    const autoscaling = { minCount: 2, maxCount: 4, requestsPerTarget: 100 };
    const result = await run(1, { autoscaling, deployment: { strategy: "linear" } });
    const { inputs } = find(result, "aws:appautoscaling/policy:Policy", "orders-requests");
    const { customizedMetricSpecification: specification } = inputs[
      "targetTrackingScalingPolicyConfiguration"
    ] as Inputs;
    const { metrics } = specification as { readonly metrics: readonly Inputs[] };
    assert.equal(metrics.at(-1)?.["expression"], "FILL(m1, 0) + FILL(m2, 0)");
  });

  it("the outputs say the strategy, and how far it is left", async () => {
    const stated = async (keys: Inputs) =>
      ((await run(1, keys)).outputs["services"] as Record<string, Inputs>)["orders"]?.["deployment"];
    assert.equal(await stated({}), undefined);
    assert.equal(await stated({ deployment: { strategy: "rolling" } }), undefined);
    const targetGroup = "orders-alb";
    assert.deepEqual(await stated({ deployment: { strategy: "canary" } }), { strategy: "canary", targetGroup });
    const alarms = { names: ["errors"] };
    for (const [more, expected] of [
      [{ leaving: "both" }, { leaving: "both" }],
      [{ entering: true }, { entering: true }],
      [{ alarms }, { alarms: "on" }],
      [{ alarms: { errorPercent: 1 } }, { alarms: "on" }],
      [
        { alarms, leaving: "primary" },
        { alarms: "off", leaving: "primary" },
      ],
      [
        { alarms, entering: true },
        { alarms: "off", entering: true },
      ],
      [{ alarms: { ...alarms, enabled: false } }, { alarms: "off" }],
    ] as const)
      assert.deepEqual(await stated({ deployment: { strategy: "linear", ...more } }), {
        strategy: "linear",
        ...expected,
        targetGroup,
      });
  });

  it("alarms that are no longer enabled are sent as disabled", async () => {
    const alarms = { names: ["errors"], enabled: false };
    const result = await run(1, { deployment: { strategy: "canary", alarms } });
    assert.deepEqual(ecs(result).inputs["alarms"], { alarmNames: ["errors"], enable: false, rollback: false });
  });
});
