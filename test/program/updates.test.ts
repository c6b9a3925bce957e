import assert from "node:assert/strict";
import type { RunResult } from "../../simulator/run";
import { everyKeyStack } from "../support/every-key";
import { find, named, ofType, runStack } from "../support/run";
import { everyOption } from "../support/scenario";

const ecsService = "aws:ecs/service:Service";
const dev = (option: number) => runStack("dev", "preview", { option });

/** The stack with every key, whose service `orders` has `wait: false`. */
const everyKeyRun = (option: number, more: Record<string, unknown> = {}) =>
  runStack("dev", "preview", { ...everyKeyStack(more), option });

const containerOf = (result: RunResult, service: string) => {
  const { inputs } = find(result, "TaskDefinition", service);
  return (JSON.parse(String(inputs["containerDefinitions"])) as Record<string, unknown>[])[0];
};

const integrations = (result: RunResult) => ofType(result, "Integration").filter(({ type }) => type.startsWith("aws:"));

for (const option of everyOption) {
  describe(`updates under option ${option}`, () => {
    it("an ECS service waits for steady state, with its controller and strategy written out", async () => {
      const { inputs, options } = find(await dev(option), ecsService, "orders");
      assert.equal(inputs["waitForSteadyState"], true);
      assert.deepEqual(inputs["deploymentController"], { type: "ECS" });
      assert.deepEqual(inputs["deploymentConfiguration"], { strategy: "ROLLING" });
      // Behind an NLB a task drains for 120 seconds and stops within 120: two rounds of 750 and a rollback, 38 minutes.
      const update = option === 2 || option === 3 ? "38m" : "29m";
      const create = option === 2 || option === 3 ? "25m" : "20m";
      assert.deepEqual(options.customTimeouts, { create, update, delete: "20m" });
    });

    it("a service with wait: false does not wait, and keeps controller and strategy", async () => {
      const { inputs } = find(await everyKeyRun(option), ecsService, "orders");
      assert.equal(inputs["waitForSteadyState"], undefined);
      assert.deepEqual(inputs["deploymentController"], { type: "ECS" });
    });

    it("each integration depends on the ECS service that it goes to, unless that has wait: false", async () => {
      const result = await everyKeyRun(option);
      const waits = integrations(result).map(({ name, dependencies }) => [
        name.replace(/^option-\d[-/]/, "").replace(/\/.*/, ""),
        named(dependencies).filter((dependency) => dependency.startsWith("Service ")),
      ]);
      const expected = { orders: [], customers: ["Service customers"], stock: ["Service stock"] };
      assert.ok(waits.length >= 3);
      for (const [name, services] of waits)
        assert.deepEqual(services, expected[String(name) as keyof typeof expected], String(name));
      assert.deepEqual(new Set(waits.map(([name]) => name)), new Set(Object.keys(expected)));
    });

    it("each integration depends on the rules that admit its requests to the load balancer", async () => {
      const [orders] = integrations(await dev(option)).filter(({ name }) => /[-/]orders$/.test(name));
      const rules = named(orders?.dependencies ?? []).filter((dependency) => dependency.startsWith("SecurityGroup"));
      const direct = [
        "SecurityGroupEgressRule sales-link-80-to-orders-alb",
        "SecurityGroupIngressRule orders-alb-80-from-sales-link",
      ];
      const behindNlb = [
        "SecurityGroupEgressRule sales-front-1-80-to-orders-alb",
        "SecurityGroupIngressRule orders-alb-80-from-10.1.32.0-19",
        "SecurityGroupIngressRule orders-alb-80-from-10.1.96.0-19",
        "SecurityGroupIngressRule orders-alb-80-from-sales-front-1",
      ];
      // A VPC link V1 has no security group, and the rules to tasks precede the ECS service.
      assert.deepEqual(rules, { 1: direct, 2: [], 3: [], 4: behindNlb, 5: direct }[option]);
    });

    it("task definitions keep their revisions and stop as slowly as their tasks drain", async () => {
      const result = await dev(option);
      assert.equal(find(result, "TaskDefinition", "orders").inputs["skipDestroy"], true);
      const seconds = option === 2 || option === 3 ? 120 : 35;
      assert.equal(containerOf(result, "orders")?.["stopTimeout"], seconds);
      // An NLB goes on sending requests for 120 seconds, whatever `drainSeconds` is.
      const configured = option === 2 || option === 3 ? 120 : 90;
      assert.equal(containerOf(await everyKeyRun(option), "orders")?.["stopTimeout"], configured);
    });

    it("target groups of tasks have a constant port and the drain of their service", async () => {
      for (const { name, inputs, options } of ofType(await everyKeyRun(option), "TargetGroup")) {
        assert.equal(inputs["port"], 80, name);
        const isAlb = inputs["targetType"] === "alb";
        assert.deepEqual(options.ignoreChanges, isAlb ? undefined : ["port"], name);
        const byType = inputs["protocol"] === "HTTP" ? 35 : 120;
        const drain = isAlb ? undefined : name.includes("orders") ? 90 : byType;
        assert.equal(inputs["deregistrationDelay"], drain, name);
      }
    });
  });
}

describe("a container port other than that of the target group", () => {
  it("is registered with the service and admitted by the security groups", async () => {
    const result = await runStack("dev", "preview", { option: 1, ...everyKeyStack({ containerPort: 3000 }) });
    assert.equal(find(result, "TargetGroup", "orders-alb").inputs["port"], 80);
    const balancers = find(result, ecsService, "orders").inputs["loadBalancers"] as { containerPort: number }[];
    assert.deepEqual(
      balancers.map(({ containerPort }) => containerPort),
      [3000],
    );
    find(result, "SecurityGroupIngressRule", "orders-service-3000-from-orders-alb");
    find(result, "SecurityGroupEgressRule", "orders-alb-3000-to-orders-service");
  });
});

describe("the stop timeout behind Cloud Map", () => {
  it("is 60 seconds", async () => {
    assert.equal(containerOf(await runStack("mixed", "preview"), "jobs")?.["stopTimeout"], 60);
  });
});

describe("a service with a standby", () => {
  it("registers in both places, and its routes go to one", async () => {
    const result = await everyKeyRun(1, { standby: { balancer: "nlb" }, wait: true });
    const { inputs, dependencies } = find(result, ecsService, "orders");
    assert.equal((inputs["loadBalancers"] as unknown[]).length, 2);
    const listeners = named(dependencies).filter((dependency) => dependency.startsWith("Listener "));
    assert.deepEqual(listeners, ["Listener orders-alb-80", "Listener orders-nlb-80"]);
    const [integration] = integrations(result).filter(({ name }) => name.endsWith("orders"));
    const targets = named(integration?.propertyDependencies["integrationUri"] ?? []);
    assert.deepEqual(targets, ["Listener orders-alb-80"]);
  });

  it("registers in Cloud Map and behind its load balancer", async () => {
    const healthCheck = { command: ["CMD-SHELL", "true"] };
    const result = await everyKeyRun(1, { standby: { balancer: "cloudMap" }, healthCheck });
    const { inputs } = find(result, ecsService, "orders");
    assert.equal((inputs["loadBalancers"] as unknown[]).length, 1);
    assert.equal((inputs["serviceRegistries"] as { containerPort: number }).containerPort, 8080);
    assert.equal(containerOf(result, "orders")?.["stopTimeout"], 90);
  });
});
