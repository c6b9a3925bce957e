import assert from "node:assert/strict";
import { fixedCost } from "../../core/cost";
import type { AlarmNode } from "../../core/plan-operation";
import type { Plan } from "../../core/plan";
import { knownRegions } from "../../core/regions";
import type { PriceKey } from "../../core/prices";
import { pricesIn } from "../../core/prices";
import table from "../../core/list-prices.json";
import { article, planOf, service } from "../support/scenario";

interface Listed {
  readonly page: string;
  readonly usd: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const keys = Object.keys(table.prices) as PriceKey[];

/** Lines of a plan in us-east-1 that are paid for what shows how the stack does. */
const observed = (plan: Plan) =>
  fixedCost(plan, "us-east-1")
    .lines.filter(({ of }) => of === "observability")
    .map(({ count, name, usdPerMonth }) => `${count} x ${name}: ${usdPerMonth.toFixed(2)}`);

const alarm = (name: string, metrics: number): AlarmNode => ({
  name,
  topic: "arn:aws:sns:us-east-1:111122223333:alarms",
  hop: { kind: "stage", name: "api" },
  description: "an alarm",
  metrics: Array.from({ length: metrics }, (_, index) => ({
    id: `m${index}`,
    namespace: "AWS/ApiGateway",
    metric: "5xx",
    dimensions: {},
    statistic: "Sum",
    periodSeconds: 60,
  })),
  comparison: "above",
  threshold: 1,
  periods: 5,
  breaching: 3,
  missing: "notBreaching",
});

describe("list prices", () => {
  it("has each price in us-east-1, once in each Region, with a source", () => {
    for (const key of keys) {
      const { page, usd }: Listed = table.prices[key];
      const regions = Object.values(usd).flatMap((prices) => Object.keys(prices));
      assert.equal(new Set(regions).size, regions.length, `${key} twice in a Region`);
      assert.ok(regions.includes("us-east-1") || regions.includes("*"), key);
      for (const region of regions) assert.ok(region === "*" || knownRegions.includes(region), `${key}: ${region}`);
      for (const source of Object.keys(usd)) assert.ok(source in table.sources, `${key}: ${source}`);
      assert.match(page, /^https:\/\/aws\.amazon\.com\//);
      assert.match(pricesIn("eu-west-1")(key).source, /^https:\/\//);
    }
  });

  it("names no source that no price has", () => {
    const used = new Set(keys.flatMap((key) => Object.keys(table.prices[key].usd)));
    assert.deepEqual(Object.keys(table.sources).toSorted(), [...used].toSorted());
  });

  // Typed from the files that `list-prices.json` names.
  for (const [region, key, usd] of [
    ["eu-central-1", "alb", 0.027],
    ["sa-east-1", "nat", 0.093],
    ["ap-northeast-1", "endpoint", 0.014],
    ["eu-west-2", "nlb", 0.02646],
    ["eu-central-2", "vcpu", 0.05448],
    ["ca-central-1", "memory", 0.004865],
    ["eu-west-1", "logGigabyte", 0.57],
    ["eu-west-1", "rest2", 3.19],
    ["ap-southeast-1", "natGigabyte", 0.059],
    ["eu-north-1", "http1", 1.06],
  ] as const) {
    it(`${key} in ${region}: ${usd} USD`, () => {
      const price = pricesIn(region)(key);
      assert.deepEqual([price.usd, price.of], [usd, region]);
    });
  }

  it("what no public source has of a Region counts as in us-east-1; prices of all Regions are its own", () => {
    assert.deepEqual(
      [pricesIn("eu-central-1")("armVcpu").usd, pricesIn("eu-central-1")("armVcpu").of],
      [0.03238, "us-east-1"],
    );
    assert.deepEqual(
      [pricesIn("eu-central-1")("zone").usd, pricesIn("eu-central-1")("zone").of],
      [0.5, "eu-central-1"],
    );
    assert.deepEqual(pricesIn("xx-new-1")("nat").of, "us-east-1");
  });
});

describe("fixed cost by Region", () => {
  it("a stack costs what its Region asks, each line with its Region", () => {
    const vpcs = [{ name: "sales", cidr: "10.1.0.0/16", zones: ["euc1-az1", "euc1-az2"] }];
    const plan = planOf(article({ vpcs, services: [service("orders", "sales")] }), "eu-central-1");
    const { lines, usdPerMonth, pricesOf, pricesReadOn } = fixedCost(plan, "eu-central-1");
    // 730 h x 0.027, 2 x 0.052, 2 x 0.005, 0.5 x 0.04656 and 1 x 0.00511.
    assert.deepEqual(
      lines.map(({ name, usdPerMonth: month, pricedIn }) => [name, month, pricedIn]),
      [
        ["Application Load Balancer", 19.71, "eu-central-1"],
        ["NAT gateway", 37.96, "eu-central-1"],
        ["Public IPv4 address", 3.65, "eu-central-1"],
        ["Fargate vCPU", 16.99, "eu-central-1"],
        ["GB of Fargate memory", 3.73, "eu-central-1"],
      ],
    );
    assert.deepEqual([usdPerMonth, pricesOf, pricesReadOn], [82.04, "eu-central-1", "2026-09-06"]);
  });
});

describe("cost of what shows how a stack does", () => {
  const plan = planOf(article());

  it("an alarm costs for each metric that it reads", () => {
    assert.deepEqual(observed(plan), []);
    assert.deepEqual(observed({ ...plan, alarms: [alarm("a", 1), alarm("b", 2)] }), ["3 x Metric of an alarm: 0.30"]);
  });

  it("a dashboard costs 3 USD", () => {
    assert.deepEqual(observed(planOf(article({ dashboard: true }))), ["1 x Dashboard: 3.00"]);
  });

  it("the link counter writes two metrics", () => {
    const account = { name: "account", quotaRequests: [], linkCounter: true, stacks: [] };
    assert.deepEqual(observed({ ...plan, account }), ["2 x Metric of the link counter: 0.60"]);
    assert.deepEqual(observed({ ...plan, account: { ...account, linkCounter: false } }), []);
  });

  it("Container Insights costs by clusters, services and tasks", () => {
    // Two clusters of 10 metrics and four services of 21: 104 at 0.30.
    assert.deepEqual(observed({ ...plan, containerInsights: "enabled" }), [
      "104 x Metric of Container Insights (estimate): 31.20",
    ]);
    // Two clusters of 23 metrics and eight tasks of 157: 1302 at 0.07.
    assert.deepEqual(observed({ ...plan, containerInsights: "enhanced" }), [
      "1302 x Metric of enhanced Container Insights (estimate): 91.14",
    ]);
    assert.deepEqual(observed({ ...plan, containerInsights: "disabled" }), []);
  });
});
