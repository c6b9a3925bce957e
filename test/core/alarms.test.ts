import assert from "node:assert/strict";
import type { AlarmNode } from "../../core/plan-operation";
import { dashboardOf } from "../../core/dashboard";
import { billing } from "../support/endpoint-services";
import { planOf, service } from "../support/scenario";

const topic = "arn:aws:sns:us-east-1:111122223333:on-call";
const vpcs = [{ name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2"] }];
const settings = (option: number, services: readonly unknown[], alarms: Record<string, unknown> = {}) => ({
  option,
  vpcs,
  services,
  alarms: { topic, ...alarms },
});
const orders = service("orders", "sales");
const alarmsOf = (...args: Parameters<typeof settings>) => planOf(settings(...args)).alarms;
const namesOf = (alarms: readonly AlarmNode[]) => alarms.map(({ name }) => name);

function find(alarms: readonly AlarmNode[], name: string): AlarmNode {
  const alarm = alarms.find((one) => one.name === name);
  assert.ok(alarm, `no alarm ${name}`);
  return alarm;
}

const tasks = ["orders-cpu", "orders-memory"];
const albAlarms = ["orders-alb-unserved", "orders-alb-rejected"];
const albGroupAlarms = ["orders-alb-failed", "orders-alb-unhealthy", "orders-alb-empty"];

/** Names of the alarms of one service, by option; those of the stage are `option-<n>-errors` and `-latency`. */
const byOption: Readonly<Record<number, readonly string[]>> = {
  1: [...albAlarms, ...albGroupAlarms, ...tasks],
  2: ["orders-nlb-ports", "orders-nlb-unhealthy", "orders-nlb-empty", ...tasks],
  3: ["sales-nlb-1-ports", "sales-nlb-1-orders-unhealthy", "sales-nlb-1-orders-empty", ...tasks],
  4: [
    ...albAlarms,
    "sales-front-1-ports",
    // An NLB counts no ALB among its healthy targets, so its target group has no alarm.
    "sales-front-1-failopen",
    ...albGroupAlarms,
    ...tasks,
  ],
  5: [...albAlarms, ...albGroupAlarms, ...tasks],
};

describe("alarms", () => {
  for (const [option, names] of Object.entries(byOption)) {
    it(`option ${option}: each hop of the stack has its alarms`, () => {
      assert.deepEqual(namesOf(alarmsOf(Number(option), [orders])), [
        `option-${option}-errors`,
        `option-${option}-latency`,
        ...names,
      ]);
    });
  }

  it("without the key there are none", () => {
    const { alarms, monitoring } = planOf({ option: 1, vpcs, services: [orders] });
    assert.deepEqual({ alarms, monitoring }, { alarms: [], monitoring: undefined });
  });

  it("a service in Cloud Map is watched by its running tasks", () => {
    const jobs = service("jobs", "sales", { balancer: "cloudMap", healthCheck: { command: ["CMD", "true"] } });
    const alarms = alarmsOf(1, [jobs]);
    assert.deepEqual(namesOf(alarms).slice(2), ["jobs-cpu", "jobs-memory", "jobs-stopped"]);
    const { metrics, expression, comparison, threshold, missing, hop } = find(alarms, "jobs-stopped");
    assert.deepEqual(
      { metrics, expression, comparison, threshold, missing, hop },
      {
        metrics: [
          {
            id: "tasks",
            namespace: "AWS/ECS",
            metric: "CPUUtilization",
            dimensions: { ClusterName: { of: "cluster", name: "sales" }, ServiceName: { of: "service", name: "jobs" } },
            statistic: "SampleCount",
            periodSeconds: 60,
          },
        ],
        expression: "IF(RUNNING_SUM(FILL(tasks, 0)) > 0, FILL(tasks, 0))",
        comparison: "below",
        threshold: 1,
        missing: "ignore",
        hop: { kind: "task", name: "jobs" },
      },
    );
  });

  it("a service without tasks has no alarm on missing ones", () => {
    const none = service("orders", "sales", { desiredCount: 0 });
    assert.deepEqual(
      namesOf(alarmsOf(2, [none])).filter((name) => name.endsWith("-empty")),
      [],
    );
  });

  it("services of a group share the alarms of their ALB and have their own target groups", () => {
    const names = namesOf(
      alarmsOf(5, [service("cart", "sales", { group: "shop" }), service("offers", "sales", { group: "shop" })]),
    );
    assert.deepEqual(
      names.filter((name) => /-(unserved|failed)$/.test(name)),
      ["shop-alb-unserved", "shop-alb-cart-failed", "shop-alb-offers-failed"],
    );
  });

  it("a standby is watched before it serves", () => {
    const moving = service("orders", "sales", { standby: { balancer: "nlb" } });
    assert.ok(namesOf(alarmsOf(1, [moving])).includes("orders-nlb-empty"));
  });

  it("an endpoint of another account is watched without tasks", () => {
    const alarms = alarmsOf(
      2,
      [orders, billing()].map((one) => ({ ...one, vpc: "sales" })),
    );
    assert.deepEqual(namesOf(alarms).slice(-4), [
      "billing-nlb-unhealthy",
      "billing-nlb-empty",
      "orders-cpu",
      "orders-memory",
    ]);
    assert.equal(
      find(alarms, "billing-nlb-empty").description,
      "Target group billing-nlb: no address of the endpoint of service billing is healthy, so its requests fail. First look at the state of the VPC endpoint: pendingAcceptance means that the other account has to accept it. If it is available, ask that account.",
    );
    assert.match(
      find(alarmsOf(5, [billing()]), "billing-alb-failed").description,
      /ask the account that offers the service/,
    );
  });

  it("errors and latency have the limits of the settings", () => {
    const alarms = alarmsOf(2, [orders], { errorPercent: 0.5, latencyMilliseconds: 1200 });
    assert.deepEqual(find(alarms, "option-2-errors"), {
      name: "option-2-errors",
      topic,
      hop: { kind: "stage", name: "option-2" },
      description:
        "Stage live of API option-2: more than 0.5 % of the requests end with a status of 500 or above. First look which alarms of load balancers, target groups and tasks are on: the last one on the request path is the cause. If none is on, set accessLogs: the log names the failed integration.",
      metrics: (["5XXError", "Count"] as const).map((metric) => ({
        id: metric === "Count" ? "requests" : "errors",
        namespace: "AWS/ApiGateway",
        metric,
        dimensions: { ApiName: { of: "apiName", name: "option-2" }, Stage: "live" },
        statistic: "Sum",
        periodSeconds: 60,
      })),
      expression: "100 * errors / requests",
      label: "failed requests in percent",
      comparison: "above",
      threshold: 0.5,
      periods: 5,
      breaching: 3,
      missing: "notBreaching",
    });
    const { metrics, threshold } = find(alarms, "option-2-latency");
    assert.deepEqual([metrics[0]?.metric, metrics[0]?.statistic, threshold], ["Latency", "p99", 1200]);
  });

  it("an HTTP API is found by its id, a REST API by its name", () => {
    const dimensions = (option: number) => find(alarmsOf(option, [orders]), `option-${option}-errors`).metrics[0];
    assert.deepEqual(dimensions(1)?.dimensions, { ApiId: { of: "apiId", name: "option-1" }, Stage: "live" });
    assert.equal(dimensions(1)?.metric, "5xx");
    assert.deepEqual(dimensions(5)?.dimensions, { ApiName: { of: "apiName", name: "option-5" }, Stage: "live" });
    assert.equal(dimensions(5)?.metric, "5XXError");
  });

  it("health has the statistic that AWS recommends for an ALB, and one zone is enough for an NLB", () => {
    const statistic = (option: number, name: string) => find(alarmsOf(option, [orders]), name).metrics[0]?.statistic;
    assert.equal(statistic(5, "orders-alb-unhealthy"), "Minimum");
    assert.equal(statistic(2, "orders-nlb-unhealthy"), "Maximum");
  });

  it("texts fit what AWS takes, name the hop, and say what to do first", () => {
    const long = service("a".repeat(20), "sales");
    for (const option of [1, 2, 3, 4, 5])
      for (const { name, hop, description } of alarmsOf(option, [long])) {
        assert.ok(description.length <= 1024 && name.length <= 255 - 8, name);
        assert.ok(description.includes(hop.name), name);
        assert.match(description, / First /, name);
      }
  });
});

describe("dashboard", () => {
  const plan = planOf(settings(2, [orders]));
  const many = (count: number) => ({
    ...plan,
    services: plan.services.flatMap((node) =>
      Array.from({ length: count }, (_, index) => ({ ...node, name: `s${index}` })),
    ),
  });
  const titlesOf = ({ rows }: ReturnType<typeof dashboardOf>) =>
    rows.flatMap(({ graphs }) => graphs.map(({ title }) => title)).slice(-3);

  it("shows an endpoint's health", () => {
    const { rows } = dashboardOf(planOf(settings(2, [billing()])));
    const healthy = rows.flatMap(({ graphs }) => graphs).find(({ title }) => title === "Healthy targets");
    assert.deepEqual(
      healthy?.lines.map(({ label }) => label),
      ["billing-nlb"],
    );
  });

  it("leaves out the graphs above 2,500 metrics, and keeps 500 in each", () => {
    // 11 lines before the tasks: 5 of the stage, 4 of the NLB, 2 of the target group.
    const fitting = dashboardOf(many(1244));
    assert.deepEqual([fitting.leftOut, titlesOf(fitting).at(-1)], [[], "Memory (3 of 3)"]);
    assert.equal(fitting.rows.flatMap(({ graphs }) => graphs.flatMap(({ lines }) => lines)).length, 11 + 1244 + 1244);
    const above = dashboardOf(many(1245));
    assert.deepEqual(above.leftOut, ["Memory (3 of 3)"]);
    assert.deepEqual(titlesOf(above), ["CPU (3 of 3)", "Memory (1 of 3)", "Memory (2 of 3)"]);
  });
});
