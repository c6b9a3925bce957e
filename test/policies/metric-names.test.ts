import assert from "node:assert/strict";
import { dashboardOf } from "../../core/dashboard";
import type { Plan } from "../../core/plan";
import type { MetricNode } from "../../core/plan-operation";
import { awsMetrics } from "../../policies/aws-metrics";
import { metricFault } from "../../policies/metric-names";
import { everyOption, planOf, service } from "../support/scenario";
import { settingsOfStack } from "../support/stack-settings";

const alarms = { topic: "arn:aws:sns:us-east-1:111122223333:on-call" };
const vpcs = [{ name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2"] }];
const command = { command: ["CMD", "true"] };

/** All kinds of load balancer that each option has. */
const services: Readonly<Record<number, readonly unknown[]>> = {
  1: [
    service("a", "sales"),
    service("b", "sales", { balancer: "nlb" }),
    service("c", "sales", { balancer: "cloudMap", healthCheck: command }),
    service("d", "sales", { group: "shop" }),
    service("e", "sales", { standby: { balancer: "nlb" } }),
    service("f", "sales", { desiredCount: 0 }),
  ],
  2: [service("a", "sales"), service("b", "sales", { desiredCount: 0 })],
  3: [service("a", "sales"), service("b", "sales")],
  4: [service("a", "sales"), service("b", "sales", { group: "shop" })],
  5: [service("a", "sales"), service("b", "sales", { balancer: "nlb" }), service("c", "sales", { group: "shop" })],
};

const nodesOf = (plan: Plan): readonly MetricNode[] => [
  ...plan.alarms.flatMap(({ metrics }) => metrics),
  ...dashboardOf(plan).rows.flatMap(({ graphs }) => graphs.flatMap(({ lines }) => lines.map(({ metric }) => metric))),
];

const faultOf = ({ namespace, metric, dimensions }: MetricNode) => {
  assert.ok(namespace in awsMetrics, `${namespace} is not in the data file`);
  return metricFault({ namespace, metric, dimensions: Object.keys(dimensions) });
};

/** Fails unless AWS has all metrics; those of the function that counts links are this program's own. */
function assertKnown(nodes: readonly MetricNode[]): void {
  const ofAws = nodes.filter(({ namespace }) => namespace !== "PrivateIntegrations");
  assert.ok(ofAws.length > 20);
  assert.deepEqual(
    ofAws.flatMap((node) => faultOf(node) ?? []),
    [],
  );
}

describe("names of metrics", () => {
  for (const option of everyOption) {
    it(`option ${option}: AWS has the metrics of all alarms and graphs`, () => {
      assertKnown(nodesOf(planOf({ option, vpcs, services: services[option], alarms, dashboard: true })));
    });

    // Stack mixed has what an HTTP API of option 1 alone offers, stack released what ALBs count for each target.
    const some = [...(option === 1 ? ["mixed"] : []), ...(option === 2 || option === 3 ? [] : ["released"])];
    const stacks = ["shared", "company", "operated", ...some];
    it(`option ${option}: AWS has the metrics of the stacks ${stacks.join(", ")}`, () => {
      for (const stack of stacks) {
        const { raw, region } = settingsOfStack(stack);
        const topic = alarms.topic.replace("us-east-1", region);
        assertKnown(nodesOf(planOf({ ...raw, option, alarms: { topic }, dashboard: true }, region)));
      }
    });
  }

  it("the function that counts links has one metric for each version", () => {
    const { raw, region } = settingsOfStack("operated");
    const own = nodesOf(planOf(raw, region)).filter(({ namespace }) => namespace === "PrivateIntegrations");
    assert.deepEqual(
      [...new Set(own.map(({ metric, dimensions }) => `${metric} ${JSON.stringify(dimensions)}`))],
      ['VpcLinks {"Version":"V1"}', 'VpcLinks {"Version":"V2"}'],
    );
  });

  const faults: readonly (readonly [string, string, readonly string[], string | undefined])[] = [
    ["AWS/ApplicationELB", "RequestCount", ["TargetGroup", "LoadBalancer"], undefined],
    ["Acme/Shop", "Orders", [], undefined],
    [
      "AWS/ApplicationELB",
      "HTTPCode_ELB_5xx_Count",
      ["LoadBalancer"],
      "the metric HTTPCode_ELB_5xx_Count, which AWS/ApplicationELB does not have; AWS writes it HTTPCode_ELB_5XX_Count",
    ],
    ["AWS/ECS", "Requests", ["ClusterName"], "the metric Requests, which AWS/ECS does not have"],
    ["AWS/NetworkElb", "NewFlowCount", ["LoadBalancer"], "the namespace AWS/NetworkElb; AWS writes it AWS/NetworkELB"],
    [
      "AWS/ApplicationELB",
      "HealthyHostCount",
      ["TargetGroup"],
      "the metric HealthyHostCount with the dimensions TargetGroup; AWS publishes it with LoadBalancer, TargetGroup; or with AvailabilityZone, LoadBalancer, TargetGroup",
    ],
    // An HTTP API is found by its id, a REST API by its name.
    [
      "AWS/ApiGateway",
      "5xx",
      ["ApiName", "Stage"],
      "the metric 5xx with the dimensions ApiName, Stage; AWS publishes it with ApiId; or with ApiId, Stage; or with ApiId, Method, Resource, Stage",
    ],
    [
      "AWS/ECS",
      "CPUReservation",
      [],
      "the metric CPUReservation without dimensions; AWS publishes it with ClusterName",
    ],
  ];
  for (const [namespace, metric, dimensions, fault] of faults) {
    it(`${namespace} ${metric} of ${dimensions.join(" and ")} ${fault === undefined ? "exists" : "is refused"}`, () => {
      assert.equal(metricFault({ namespace, metric, dimensions }), fault);
    });
  }
});
