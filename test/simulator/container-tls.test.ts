import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import { everyOption } from "../support/scenario";
import { runStack } from "../support/run";
import { accountOf } from "../support/simulated-account";
import { Deployed } from "./deployed-stack";
import { TestService } from "./ecs-fixture";
import { balancer, group, listener, TestAccount } from "./fixture";

/** Health of a target whose container takes one protocol, in a target group with a health check. */
function healthOf(protocol: string, check: string | undefined, takes: "HTTP" | "TLS"): string | undefined {
  const account = new TestAccount();
  const healthCheck = check === undefined ? {} : { protocol: check };
  const target = group(account, "group", { protocol, healthCheck });
  const type = ["HTTP", "HTTPS"].includes(protocol) ? "application" : "network";
  listener(account, "listener", balancer(account, "balancer", type), 80, target);
  const labels = takes === "TLS" ? { dockerLabels: { "private-integrations.tls-ports": "8443" } } : {};
  const container = { name: "orders", image: "shop:1", portMappings: [{ containerPort: 8443 }], ...labels };
  const definition = { family: "orders", containerDefinitions: JSON.stringify([container]) };
  const service = new TestService(account, {
    name: "orders",
    desiredCount: 1,
    taskDefinition: account.create("ecs/taskDefinition:TaskDefinition", "first", definition).outputs["arn"],
    loadBalancers: [{ targetGroupArn: target.id, containerName: "orders", containerPort: 8443 }],
  });
  const [deployment] = account.account.deployments;
  assert.ok(deployment);
  for (let step = 0; step < 4; step += 1) account.account.advance(deployment);
  return service.steps.at(-1)?.replace(/^1 task of revision 1 /, "");
}

describe("health checks of containers that take TLS", () => {
  const [healthy, failing] = ["became healthy", "failed their health checks"];
  for (const [protocol, check, takes, expected] of [
    ["HTTPS", "HTTPS", "TLS", healthy],
    ["HTTPS", "HTTPS", "HTTP", failing],
    ["HTTPS", "HTTP", "TLS", failing],
    // An ALB checks by HTTP whatever the protocol of the target group.
    ["HTTPS", undefined, "TLS", failing],
    ["HTTP", "HTTP", "TLS", failing],
    ["TLS", "HTTPS", "TLS", healthy],
    ["TLS", "HTTPS", "HTTP", failing],
    ["TLS", "HTTP", "TLS", failing],
    // An NLB checks by TCP, which only connects.
    ["TLS", undefined, "TLS", healthy],
    ["TLS", undefined, "HTTP", healthy],
    ["TCP", "HTTP", "TLS", failing],
  ] as const) {
    it(`target group ${protocol}, check ${check ?? "by default"}, container ${takes}: it ${expected}`, () => {
      assert.equal(healthOf(protocol, check, takes), expected);
    });
  }
});

const tls = { serverName: "internal.example.com", certificate: "arn:aws:acm:us-east-1:123456789012:certificate/a1" };

async function stackWith(option: Option, keys: Readonly<Record<string, unknown>>): Promise<Deployed> {
  const services = [{ name: "orders", vpc: "sales", image: "nginx:1.29", ...keys }];
  return new Deployed(accountOf(await runStack("dev", "apply", { option, tls, services })), "us-east-1");
}

/** Inputs of the container of orders. */
function containerOf(stack: Deployed) {
  const text = String(stack.get("TaskDefinition", "orders").inputs["containerDefinitions"]);
  const [container] = JSON.parse(text) as readonly Record<string, unknown>[];
  return container ?? {};
}

const taking = { containerTls: true, containerPort: 8443 };

for (const option of everyOption) {
  describe(`option ${String(option)}: requests to a container that takes TLS`, () => {
    const onNlb = option === 2 || option === 3;
    const name = { 1: "orders-alb", 2: "orders-nlb", 3: "sales-nlb-1-orders", 4: "orders-alb", 5: "orders-alb" }[
      option
    ];

    it("arrive over TLS at its port, and at no container that takes HTTP", async () => {
      const stack = await stackWith(option, taking);
      assert.equal(stack.summary("/live/orders"), "orders /orders");
      const { protocol, healthCheck } = stack.get("TargetGroup", `${name}-tls`).inputs;
      assert.equal(protocol, onNlb ? "TLS" : "HTTPS");
      assert.equal((healthCheck as Record<string, unknown>)["protocol"], "HTTPS");
      assert.deepEqual(containerOf(stack)["portMappings"], [{ containerPort: 8443, protocol: "tcp" }]);
      assert.deepEqual(containerOf(stack)["dockerLabels"], { "private-integrations.tls-ports": "8443" });
      stack.account.containers = () => ({ takes: (sent) => sent === "HTTP" });
      assert.equal(stack.summary("/live/orders"), onNlb ? "500 task" : "502 task");
      assert.match(stack.ask("/live/orders").reason, /the container takes no TLS on port 8443/);
    });

    it("arrive while its tasks are in both target groups, each with its own port", async () => {
      const stack = await stackWith(option, { ...taking, standby: { containerTls: false, containerPort: 8080 } });
      assert.equal(stack.summary("/live/orders"), "orders /orders");
      assert.deepEqual(containerOf(stack)["portMappings"], [
        { containerPort: 8080, protocol: "tcp" },
        { containerPort: 8443, protocol: "tcp" },
      ]);
      assert.deepEqual(containerOf(stack)["dockerLabels"], { "private-integrations.tls-ports": "8443" });
      const arn = (group: string) => stack.get("TargetGroup", group).outputs["arn"];
      const own = { containerName: "orders" };
      assert.deepEqual(stack.get("Service", "orders").inputs["loadBalancers"], [
        { ...own, targetGroupArn: arn(name), containerPort: 8080 },
        { ...own, targetGroupArn: arn(`${name}-tls`), containerPort: 8443 },
      ]);
      for (const group of [name, `${name}-tls`])
        assert.deepEqual(
          stack.account.ecs.targetsOf(String(arn(group))).map(({ health }) => health),
          ["healthy", "healthy"],
        );
    });

    it("that another port takes HTTP does not help requests to the port of TLS", async () => {
      const back = { containerPort: 8080, standby: taking };
      const stack = await stackWith(option, back);
      assert.equal(stack.summary("/live/orders"), "orders /orders");
      assert.match(stack.ask("/live/orders").reason, /revision 1 answered/);
      stack.account.containers = () => ({ takes: (sent, port) => sent === "TLS" && port === 8443 });
      assert.match(stack.ask("/live/orders").reason, /the container takes only TLS on port 8080/);
    });
  });
}

describe("autoscaling by requests of a container that takes TLS", () => {
  const autoscaling = { minCount: 2, maxCount: 4, requestsPerTarget: 500 };
  const tracking = (stack: Deployed) =>
    stack.get("Policy", "orders-requests").inputs["targetTrackingScalingPolicyConfiguration"];

  it("counts those of its only target group", async () => {
    const stack = await stackWith(1, { ...taking, autoscaling });
    const [alb, group] = [stack.get("LoadBalancer", "orders-alb"), stack.get("TargetGroup", "orders-alb-tls")];
    assert.deepEqual(tracking(stack), {
      predefinedMetricSpecification: {
        predefinedMetricType: "ALBRequestCountPerTarget",
        resourceLabel: `${String(alb.outputs["arnSuffix"])}/${String(group.outputs["arnSuffix"])}`,
      },
      targetValue: 500,
    });
  });

  it("adds up those of both target groups while it moves", async () => {
    const standby = { containerTls: false, containerPort: 8080 };
    const text = JSON.stringify(tracking(await stackWith(1, { ...taking, standby, autoscaling })));
    for (const group of ["orders-alb", "orders-alb-tls"])
      assert.match(text, new RegExp(`targetgroup/${group}-[0-9a-f]{7}/`));
    assert.match(text, /FILL\(m1, 0\) \+ FILL\(m2, 0\)/);
  });
});
