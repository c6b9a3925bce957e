import assert from "node:assert/strict";
import { revision } from "./ecs-fixture";
import { ask, blueGreen, canary, follow, linear, running, scene, started, weights } from "./shifted-service";
import type { TestService } from "./ecs-fixture";

const startUp = (number: number) =>
  ["starting", "started", "registered", "became healthy"].map((word) => `2 tasks of revision ${number} ${word}`);
const cleanUp = (number: number) => ["deregistered", "stopped"].map((word) => `2 tasks of revision ${number} ${word}`);

const newImage = (service: TestService, name = "second", image = "shop:2") => {
  service.account.update("orders", { taskDefinition: revision(service.account, name, image) });
};

const minutesOf = ({ account, arn }: TestService) => account.account.ecs.get(arn)?.deployment.shift?.minutes;

describe("blue/green deployments", () => {
  it("a new service starts in the alternate target group, which has all requests in the end", () => {
    const at = scene("ALB");
    const service = started(at);
    assert.equal(ask(at), "503");
    const { steps, end } = follow(at, service);
    assert.deepEqual(steps, [
      "revision 1 gets green-0000001",
      ...startUp(1),
      "100 % of the requests go to revision 1",
      "baked for 5 minutes",
      "deployment 1 is SUCCESSFUL",
    ]);
    assert.deepEqual([end, weights(at), ask(at)], ["SUCCESSFUL", "blue 0, green 100", "revision 1"]);
    assert.equal(service.inputs["loadBalancers"], at.loadBalancers);
  });

  it("a new image starts in the other target group, and the old tasks stop after the bake time", () => {
    const [at, service] = running("ALB");
    newImage(service);
    const answers: string[] = [];
    const { steps, lost, end } = follow(at, service, () => answers.push(ask(at)));
    assert.deepEqual(steps, [
      "revision 2 gets blue-0000001",
      ...startUp(2),
      "100 % of the requests go to revision 2",
      "baked for 5 minutes",
      ...cleanUp(1),
      "deployment 2 is SUCCESSFUL",
    ]);
    assert.deepEqual([lost, end, weights(at)], [[], "SUCCESSFUL", "blue 100, green 0"]);
    assert.deepEqual(answers, [
      ...Array.from({ length: 5 }, () => "revision 1"),
      ...Array.from({ length: 5 }, () => "revision 2"),
    ]);
    assert.deepEqual(service.tasks, ["2 RUNNING healthy", "2 RUNNING healthy"]);
    assert.equal(minutesOf(service), 5);
  });

  it("test requests reach the new tasks before clients do", () => {
    const [at, service] = running("ALB", blueGreen, true);
    newImage(service);
    const seen: string[] = [];
    const { steps, lost } = follow(at, service, () => seen.push(`${ask(at)} / ${ask(at, { "x-test": "ON" })}`));
    assert.deepEqual(lost, []);
    const shifted = steps.indexOf("test requests go to the new tasks");
    assert.deepEqual(seen.slice(shifted - 1, shifted + 2), [
      "revision 1 / revision 1",
      "revision 1 / revision 2",
      "revision 2 / revision 2",
    ]);
    assert.deepEqual([weights(at), weights(at, "test")], ["blue 100, green 0", "blue 100, green 0"]);
  });

  it("an NLB adds ten minutes to both stages that shift requests", () => {
    const [at, service] = running("NLB");
    newImage(service);
    const { steps, lost } = follow(at, service);
    assert.deepEqual(steps.slice(5, 8), [
      "waited 10 minutes",
      "100 % of the requests go to revision 2",
      "baked for 5 minutes",
    ]);
    assert.deepEqual([lost, weights(at), minutesOf(service)], [[], "blue 100, green 0", 25]);
  });

  it("desired count, alarms and grace period start no deployment; load balancers do", () => {
    const [, service] = running("ALB");
    service.account.update("orders", { alarms: { alarmNames: [], enable: false }, healthCheckGracePeriodSeconds: 9 });
    assert.deepEqual(service.account.account.deployments, []);
    assert.equal(service.update({ desiredCount: 3 })[0], "1 task of revision 1 starting");
    assert.deepEqual(service.tasks, ["1 RUNNING healthy", "1 RUNNING healthy", "1 RUNNING healthy"]);
    const [entry] = service.inputs["loadBalancers"] as readonly object[];
    service.account.update("orders", { loadBalancers: [{ ...entry, containerPort: 81 }] });
    assert.equal(service.account.account.ecs.get(service.arn)?.deployment.shift?.stage, "RECONCILE_SERVICE");
  });
});

describe("linear and canary deployments", () => {
  const shares = (steps: readonly string[]) =>
    steps.filter((step) => step.includes("%")).map((step) => step.split(" ")[0]);

  it("linear shifts equal shares and then the rest, with a wait after each but the last", () => {
    const [at, service] = running("ALB", linear);
    newImage(service);
    const { steps, lost } = follow(at, service);
    assert.deepEqual([shares(steps), lost, minutesOf(service)], [["40", "80", "100"], [], 6 + 6 + 5]);
  });

  it("canary shifts one share and then the rest", () => {
    const [at, service] = running("ALB", canary);
    newImage(service);
    const seen: string[] = [];
    const { steps, lost } = follow(at, service, () => seen.push(weights(at)));
    assert.deepEqual([shares(steps), lost, minutesOf(service)], [["5", "100"], [], 10 + 5]);
    assert.deepEqual([...new Set(seen)], ["blue 0, green 100", "blue 5, green 95", "blue 100, green 0"]);
  });

  it("behind an NLB each step takes ten minutes more", () => {
    const [at, service] = running("NLB", linear);
    newImage(service);
    assert.deepEqual([follow(at, service).lost, minutesOf(service)], [[], 10 + (10 + 6) + (10 + 6) + 10 + 5]);
  });
});

const breaker = "Service deployment rolled back because the circuit breaker threshold was exceeded.";

describe("rollbacks of a shift", () => {
  for (const kind of ["ALB", "NLB"] as const) {
    for (const [name, strategy] of Object.entries({ blueGreen, linear, canary })) {
      it(`${name} behind an ${kind}: an alarm during any wait takes the requests back`, () => {
        const [at, service] = running(kind, strategy);
        const share = { blueGreen: "100 %", linear: "80 %", canary: "5 %" }[name] ?? "";
        newImage(service);
        const { steps, lost, end } = follow(at, service, (what) => {
          if (what.startsWith(share)) service.account.account.alarms = (alarm) => (alarm === "errors" ? "ALARM" : "OK");
        });
        assert.deepEqual(steps.slice(-5), [
          "rollback to revision 1 started",
          "requests go back to green-0000001",
          ...cleanUp(2),
          "deployment failed: alarm detected.",
        ]);
        assert.deepEqual(
          [lost, end, weights(at), ask(at)],
          [[], "ROLLBACK_SUCCESSFUL: deployment failed: alarm detected.", "blue 0, green 100", "revision 1"],
        );
        assert.match(String(service.inputs["taskDefinition"]), /orders:1$/);
      });
    }
  }

  it("test requests go back too", () => {
    const [at, service] = running("ALB", blueGreen, true);
    newImage(service);
    follow(at, service, (what) => {
      if (what.startsWith("test requests")) service.account.account.alarms = () => "ALARM";
    });
    assert.deepEqual([weights(at), weights(at, "test")], ["blue 0, green 100", "blue 0, green 100"]);
  });

  it("an alarm after the bake time, or one that the service does not name, rolls nothing back", () => {
    for (const [when, name] of [
      ["baked", "errors"],
      ["100 %", "other"],
    ] as const) {
      const [at, service] = running("ALB");
      newImage(service);
      const { end } = follow(at, service, (what) => {
        if (what.startsWith(when)) service.account.account.alarms = (alarm) => (alarm === name ? "ALARM" : "OK");
      });
      assert.equal(end, "SUCCESSFUL");
    }
  });

  it("tasks that do not start trip the circuit breaker before any request moves", () => {
    const [at, service] = running("ALB");
    service.account.account.containers = ({ image }) => ({ starts: image !== "shop:bad" });
    newImage(service, "bad", "shop:bad");
    const { steps, lost, end } = follow(at, service);
    assert.deepEqual([lost, end, weights(at)], [[], `ROLLBACK_SUCCESSFUL: ${breaker}`, "blue 0, green 100"]);
    assert.ok(!steps.some((step) => step.includes("requests")));
  });

  it("a first deployment has nothing to go back to", () => {
    const at = scene("ALB");
    const service = started(at);
    service.account.account.alarms = () => "ALARM";
    assert.equal(follow(at, service).end, "ROLLBACK_FAILED: No rollback candidate was found to run the rollback.");
  });

  it("an alarm without rollback stops the deployment where it is", () => {
    const [at, service] = running("ALB", canary);
    service.account.update("orders", { alarms: { alarmNames: ["errors"], enable: true, rollback: false } });
    newImage(service);
    const { end } = follow(at, service, (what) => {
      if (what.startsWith("5 %")) service.account.account.alarms = () => "ALARM";
    });
    assert.deepEqual([end, weights(at)], ["STOPPED", "blue 5, green 95"]);
  });
});
