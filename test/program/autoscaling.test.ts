import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createAutoscaling } from "../../components/autoscaling";
import { find, ofType, runSmall, runStack } from "../support/run";
import { article, articleServices, everyOption, service } from "../support/scenario";

type Inputs = Readonly<Record<string, unknown>>;

const run = (raw: Record<string, unknown>) => runStack("dev", "apply", raw);
type Result = Awaited<ReturnType<typeof run>>;
const withOrders = (keys: Inputs, more: Inputs = {}) =>
  article({ services: [service("orders", "sales", keys), ...articleServices.slice(1)], ...more });

describe("autoscaling signals", () => {
  const tracking = (inputs: Inputs) => inputs["targetTrackingScalingPolicyConfiguration"] as Inputs;
  const metric = (inputs: Inputs) => tracking(inputs)["predefinedMetricSpecification"] as Inputs;
  const policies = (result: Result) =>
    ofType(result, "aws:appautoscaling/policy:Policy").map(({ name, inputs }) => [
      name,
      metric(inputs)["predefinedMetricType"],
      tracking(inputs)["targetValue"],
    ]);
  const bounds = { minCount: 2, maxCount: 6 };
  const cpu = ["orders", "ECSServiceAverageCPUUtilization"];

  it("without a signal the policy is that of 60 % CPU utilization, under its name", async () => {
    assert.deepEqual(policies(await run(withOrders({ autoscaling: bounds }))), [[...cpu, 60]]);
  });

  for (const option of everyOption) {
    it(`option ${option}: each utilization has a policy of its own`, async () => {
      const autoscaling = { ...bounds, cpuPercent: 50, memoryPercent: 70 };
      assert.deepEqual(policies(await run(withOrders({ autoscaling }, { option }))), [
        [...cpu, 50],
        ["orders-memory", "ECSServiceAverageMemoryUtilization", 70],
      ]);
    });
  }

  it("memory alone has no policy for CPU", async () => {
    assert.deepEqual(policies(await run(withOrders({ autoscaling: { ...bounds, memoryPercent: 70 } }))), [
      ["orders-memory", "ECSServiceAverageMemoryUtilization", 70],
    ]);
  });

  for (const option of [1, 4, 5]) {
    it(`option ${option}: requests are those of the service's target group on its ALB`, async () => {
      for (const [keys, alb, group] of [
        [{}, "orders-alb", "orders-alb"],
        [{ group: "web" }, "web-alb", "web-alb-orders"],
      ] as const) {
        const autoscaling = { ...bounds, requestsPerTarget: 500 };
        const result = await run(withOrders({ autoscaling, ...keys }, { option }));
        assert.deepEqual(policies(result), [["orders-requests", "ALBRequestCountPerTarget", 500]]);
        const { inputs } = find(result, "aws:appautoscaling/policy:Policy", "orders-requests");
        const suffix = (type: string, name: string) => String(find(result, type, name).outputs["arnSuffix"]);
        assert.equal(
          metric(inputs)["resourceLabel"],
          `${suffix("aws:lb/loadBalancer:LoadBalancer", alb)}/${suffix("TargetGroup", group)}`,
        );
      }
    });
  }

  it("requests of two target groups are added up", async () => {
    const { resources, errors } = await runSmall("apply", () => {
      const group = (name: string) => ({
        arn: pulumi.output(`arn:${name}`),
        arnSuffix: pulumi.output(`targetgroup/${name}/1`),
        balancerArnSuffix: pulumi.output(`app/${name}/2`),
        carriers: [],
        containerPort: undefined,
        isAlternate: false,
        shift: undefined,
      });
      const cluster = new aws.ecs.Cluster("sales");
      const parent = new aws.ecs.Service("orders", { cluster: cluster.arn });
      const autoscaling = { ...bounds, cpuPercent: undefined, requestsPerTarget: 500 };
      createAutoscaling(
        "orders",
        autoscaling,
        { cluster, service: parent, targetGroups: [group("old"), group("new")] },
        parent,
      );
    });
    assert.deepEqual(errors, []);
    const inputs = resources.find(({ name }) => name === "orders-requests")?.inputs ?? {};
    const { metrics } = tracking(inputs)["customizedMetricSpecification"] as { metrics: readonly Inputs[] };
    const [first, second, total] = metrics;
    assert.deepEqual(first, {
      id: "m1",
      metricStat: {
        metric: {
          namespace: "AWS/ApplicationELB",
          metricName: "RequestCountPerTarget",
          dimensions: [
            { name: "LoadBalancer", value: "app/old/2" },
            { name: "TargetGroup", value: "targetgroup/old/1" },
          ],
        },
        stat: "Sum",
      },
      returnData: false,
    });
    assert.deepEqual([second?.["id"], second?.["returnData"]], ["m2", false]);
    assert.deepEqual(total, { id: "total", expression: "FILL(m1, 0) + FILL(m2, 0)", returnData: true });
    assert.equal(metrics.length, 3);
  });
});
