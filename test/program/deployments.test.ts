import assert from "node:assert/strict";
import { fromEngine } from "../../policies/graph/engine";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { asEngine } from "../support/engine-resources";
import { find, ofType, runStack } from "../support/run";
import { article, service } from "../support/scenario";
import { verdictsOn } from "../support/verdicts";

type Inputs = Readonly<Record<string, unknown>>;
type Result = Awaited<ReturnType<typeof runStack>>;

const testHeader = { name: "X-Test", value: "new" };
const lambda = "arn:aws:lambda:us-east-1:111122223333:function:check";
const hooks = [
  { lambda, stages: ["POST_SCALE_UP"] },
  { pause: { timeoutMinutes: 60, onTimeout: "continue" }, stages: ["POST_TEST_TRAFFIC_SHIFT"] },
];

const run = (option: number, keys: Inputs, pass: "preview" | "apply" = "apply") =>
  runStack("dev", pass, article({ option, services: [service("orders", "sales", keys)] }));

const ecs = (result: Result) => find(result, "aws:ecs/service:Service", "orders");
const arnOf = (result: Result, type: string, name: string) => find(result, type, name).outputs["arn"];
const role = (result: Result, name: string) => arnOf(result, "aws:iam/role:Role", name);

/** What a service is behind: names of its target group, of what ECS changes, and of the property that it changes. */
const places = [
  {
    title: "a dedicated ALB",
    option: 1,
    keys: {},
    group: "orders-alb",
    type: "ListenerRule",
    governed: "orders-alb-80-production",
  },
  {
    title: "an ALB behind an NLB",
    option: 4,
    keys: {},
    group: "orders-alb",
    type: "ListenerRule",
    governed: "orders-alb-80-production",
  },
  {
    title: "a shared ALB",
    option: 5,
    keys: { group: "web" },
    group: "web-alb-orders",
    type: "ListenerRule",
    governed: "web-alb-80-orders",
  },
  {
    title: "an NLB by preference",
    option: 1,
    keys: { balancer: "nlb" },
    group: "orders-nlb",
    type: "Listener",
    governed: "orders-nlb-80",
  },
  { title: "a dedicated NLB", option: 2, keys: {}, group: "orders-nlb", type: "Listener", governed: "orders-nlb-80" },
  {
    title: "a shared NLB",
    option: 3,
    keys: {},
    group: "sales-nlb-1-orders",
    type: "Listener",
    governed: "sales-nlb-1-44972",
  },
] as const;

const typeTokens = { Listener: "aws:lb/listener:Listener", ListenerRule: "aws:lb/listenerRule:ListenerRule" } as const;
const strategies = [
  [
    { strategy: "blueGreen", bakeMinutes: 0 },
    { strategy: "BLUE_GREEN", bakeTimeInMinutes: "0" },
  ],
  [
    { strategy: "linear" },
    {
      strategy: "LINEAR",
      bakeTimeInMinutes: "5",
      linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: "6" },
    },
  ],
  [
    { strategy: "canary", percent: 2.5, stepMinutes: 3 },
    {
      strategy: "CANARY",
      bakeTimeInMinutes: "5",
      canaryConfiguration: { canaryPercent: 2.5, canaryBakeTimeInMinutes: "3" },
    },
  ],
] as const;

describe("resources of a service with a deployment strategy", () => {
  for (const { title, option, keys, group, type, governed } of places) {
    const property = type === "Listener" ? "defaultActions" : "actions";
    const alb = type === "ListenerRule";
    const groupArn = (result: Result, name: string) => arnOf(result, "aws:lb/targetGroup:TargetGroup", name);
    const actionOf = (result: Result) => find(result, typeTokens[type], governed).inputs[property];
    const weights = (result: Result, primary: number) => [
      {
        type: "forward",
        forward: {
          targetGroups: [
            { arn: groupArn(result, group), weight: primary },
            { arn: groupArn(result, `${group}-alt`), weight: 0 },
          ],
        },
      },
    ];
    const entry = { containerName: "orders", containerPort: 8080 };

    for (const [deployment, configuration] of strategies)
      it(`${title}, ${deployment.strategy}: ECS moves requests from one target group to its twin`, async () => {
        const result = await run(option, { ...keys, deployment });
        const { inputs } = ecs(result);
        assert.deepEqual(inputs["deploymentConfiguration"], configuration);
        assert.deepEqual(inputs["deploymentCircuitBreaker"], { enable: true, rollback: true });
        assert.equal(inputs["alarms"], undefined);
        assert.deepEqual(inputs["loadBalancers"], [
          {
            targetGroupArn: groupArn(result, group),
            ...entry,
            advancedConfiguration: {
              alternateTargetGroupArn: groupArn(result, `${group}-alt`),
              productionListenerRule: arnOf(result, typeTokens[type], governed),
              roleArn: role(result, "orders-traffic"),
            },
          },
        ]);
        assert.deepEqual(actionOf(result), weights(result, 100));
        const [one, twin] = [group, `${group}-alt`].map((name) => {
          const { name: _, ...rest } = find(result, "aws:lb/targetGroup:TargetGroup", name).inputs;
          return rest;
        });
        assert.deepEqual(one, twin);
      });

    it(`${title}: exactly the action that ECS sets is ignored, until the strategy is left`, async () => {
      const ignoring = async (deployment: Inputs) => {
        const result = await run(option, { ...keys, deployment });
        return [...ofType(result, "Listener"), ...ofType(result, "ListenerRule")]
          .filter(({ options }) => (options.ignoreChanges ?? []).length > 0)
          .map(({ name, options }) => [name, options.ignoreChanges]);
      };
      const header = alb ? { testHeader } : {};
      const tests = alb ? [[`${governed.replace("-production", "")}-test`, ["actions"]]] : [];
      const all = [[governed, [property]], ...tests].sort();
      assert.deepEqual((await ignoring({ strategy: "linear", ...header })).sort(), all);
      assert.deepEqual((await ignoring({ strategy: "linear", ...header, leaving: "both" })).sort(), all);
      assert.deepEqual(await ignoring({ strategy: "linear", ...header, leaving: "primary" }), []);
    });

    it(`${title}: leaving goes through both target groups, then to the first one`, async () => {
      const deployment = { strategy: "canary", hooks, alarms: { errorPercent: 5, names: ["other"] } };
      const both = await run(option, { ...keys, deployment: { ...deployment, leaving: "both" } });
      const primary = await run(option, { ...keys, deployment: { ...deployment, leaving: "primary" } });
      const plain = await run(option, keys);
      const registered = (result: Result) => ecs(result).inputs["loadBalancers"];
      assert.deepEqual(registered(both), [
        { targetGroupArn: groupArn(both, group), ...entry },
        { targetGroupArn: groupArn(both, `${group}-alt`), ...entry },
      ]);
      assert.deepEqual(registered(primary), [{ targetGroupArn: groupArn(primary, group), ...entry }]);
      assert.deepEqual(registered(plain), registered(primary));
      assert.deepEqual(actionOf(both), weights(both, 100));
      assert.deepEqual(actionOf(primary), weights(primary, 1));
      for (const result of [both, primary]) {
        assert.deepEqual(ecs(result).inputs["deploymentConfiguration"], { strategy: "ROLLING" });
        const own = find(result, "aws:cloudwatch/metricAlarm:MetricAlarm", "orders-rollback").outputs["name"];
        assert.deepEqual(ecs(result).inputs["alarms"], { alarmNames: ["other", own], enable: false, rollback: false });
        assert.ok(role(result, "orders-traffic") !== undefined && role(result, "orders-hooks") !== undefined);
      }
      const leftOver = (result: Result) => result.resources.map(({ type: kind, name }) => `${kind} ${name}`);
      const gone = leftOver(primary)
        .filter((one) => !leftOver(plain).includes(one))
        .map((one) => one.split(" ")[1])
        .sort();
      const rules = governed.endsWith("-production") ? [governed] : [];
      assert.deepEqual(
        gone,
        [
          `${group}-alt`,
          "orders-hooks",
          "orders-hooks",
          "orders-rollback",
          "orders-traffic",
          "orders-traffic",
          ...rules,
        ].sort(),
      );
    });

    it(`${title}: the service waits for the action, the role's policy and the alarm`, async () => {
      for (const pass of ["preview", "apply"] as const) {
        const result = await run(
          option,
          { ...keys, deployment: { strategy: "canary", hooks, alarms: { errorPercent: 5 } } },
          pass,
        );
        const waits = ecs(result).dependencies.map((urn) => urn.slice(urn.lastIndexOf("::") + 2));
        for (const name of [governed, "orders-traffic", "orders-hooks", "orders-rollback", `${group}-alt`])
          assert.ok(waits.includes(name), `${name} is not among ${waits.join(", ")}`);
        const before = find(result, typeTokens[type], governed).dependencies.map((urn) =>
          urn.slice(urn.lastIndexOf("::") + 2),
        );
        assert.ok(before.includes(group) && before.includes(`${group}-alt`), before.join(", "));
      }
    });

    it(`${title}: all policies pass, and every route reaches the service, in all states`, async () => {
      const header = alb ? { testHeader } : {};
      for (const state of [{}, { leaving: "both" }, { leaving: "primary" }])
        for (const pass of ["preview", "apply"] as const) {
          const deployment = { strategy: "linear", ...header, hooks, alarms: { errorPercent: 5 }, ...state };
          const { resources } = await run(option, { ...keys, deployment }, pass);
          const verdicts = verdictsOn(pass === "preview" ? fromEngine(asEngine(resources)) : fromSnapshot(resources));
          assert.deepEqual(verdicts.mandatory, []);
          if (pass === "apply") assert.deepEqual([...new Set(Object.values(verdicts.paths))], ["proved"]);
        }
    });
  }

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
    assert.deepEqual(await stated({ deployment: { strategy: "canary" } }), { strategy: "canary" });
    assert.deepEqual(await stated({ deployment: { strategy: "linear", leaving: "both" } }), {
      strategy: "linear",
      leaving: "both",
    });
  });
});
