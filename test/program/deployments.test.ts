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
          const { inputs: all } = find(result, "aws:lb/targetGroup:TargetGroup", name);
          return { ...all, name: undefined };
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
      assert.deepEqual(await ignoring({ strategy: "linear", ...header, entering: true }), []);
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

    it(`${title}: entering gives the action both target groups, and changes nothing else of the service`, async () => {
      const deployment = { strategy: "canary", hooks, alarms: { errorPercent: 5, names: ["other"] } };
      const entering = await run(option, { ...keys, deployment: { ...deployment, entering: true } });
      const [plain, begun] = [await run(option, keys), await run(option, { ...keys, deployment })];
      const own = find(entering, "aws:cloudwatch/metricAlarm:MetricAlarm", "orders-rollback").outputs["name"];
      assert.deepEqual(ecs(entering).inputs, {
        ...ecs(plain).inputs,
        alarms: { alarmNames: ["other", own], enable: false, rollback: false },
      });
      assert.deepEqual(ecs(entering).inputs["deploymentConfiguration"], { strategy: "ROLLING" });
      assert.deepEqual(ecs(entering).options.customTimeouts, ecs(plain).options.customTimeouts);
      assert.deepEqual(actionOf(entering), weights(entering, 100));
      const names = (result: Result) => result.resources.map(({ type: kind, name }) => `${kind} ${name}`).sort();
      assert.deepEqual(names(entering), names(begun));
    });

    it(`${title}: the service waits for the action, the role's policy and the alarm`, async () => {
      for (const pass of ["preview", "apply"] as const) {
        const result = await run(
          option,
          { ...keys, deployment: { strategy: "canary", hooks, alarms: { errorPercent: 5 } } },
          pass,
        );
        const waits = ecs(result).dependencies.map((urn) => urn.slice(urn.lastIndexOf("::") + 2));
        for (const name of ["orders-traffic", "orders-hooks"])
          assert.ok(ecs(result).dependencies.some((urn) => urn.endsWith(`rolePolicy:RolePolicy::${name}`)));
        for (const name of [governed, "orders-rollback", `${group}-alt`])
          assert.ok(waits.includes(name), `${name} is not among ${waits.join(", ")}`);
        const before = find(result, typeTokens[type], governed).dependencies.map((urn) =>
          urn.slice(urn.lastIndexOf("::") + 2),
        );
        assert.ok(before.includes(group) && before.includes(`${group}-alt`), before.join(", "));
      }
    });

    it(`${title}: all policies pass, and every route reaches the service, in all states`, async () => {
      const header = alb ? { testHeader } : {};
      for (const state of [{}, { entering: true }, { leaving: "both" }, { leaving: "primary" }])
        for (const pass of ["preview", "apply"] as const) {
          const deployment = { strategy: "linear", ...header, hooks, alarms: { errorPercent: 5 }, ...state };
          const { resources } = await run(option, { ...keys, deployment }, pass);
          const verdicts = verdictsOn(pass === "preview" ? fromEngine(asEngine(resources)) : fromSnapshot(resources));
          assert.deepEqual(verdicts.mandatory, []);
          if (pass === "apply") assert.deepEqual([...new Set(Object.values(verdicts.paths))], ["proved"]);
        }
    });
  }
});
