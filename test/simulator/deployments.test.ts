import assert from "node:assert/strict";
import { request } from "../../simulator/aws/traffic";
import { behindAlb, revision, settled, TestService } from "./ecs-fixture";
import { group, listener, TestAccount } from "./fixture";

const rolledBack =
  "ROLLBACK_SUCCESSFUL: Service deployment rolled back because the circuit breaker threshold was exceeded.";

describe("deployments of an ECS service", () => {
  it("a new revision starts, is registered and healthy before the old one drains", () => {
    const service = settled();
    assert.deepEqual(service.update({ taskDefinition: revision(service.account, "second", "shop:2") }), [
      "2 tasks of revision 2 starting",
      "2 tasks of revision 2 started",
      "2 tasks of revision 2 registered",
      "2 tasks of revision 2 became healthy",
      "2 tasks of revision 1 deregistered",
      "2 tasks of revision 1 stopped",
      "deployment 2 is SUCCESSFUL",
    ]);
    assert.deepEqual(service.tasks, ["2 RUNNING healthy", "2 RUNNING healthy"]);
  });

  it("the percentages bound how many tasks run", () => {
    const service = settled({ deploymentMinimumHealthyPercent: 50, deploymentMaximumPercent: 100 });
    const steps = service.update({ taskDefinition: revision(service.account, "second", "shop:2") });
    assert.deepEqual(steps.slice(0, 4), [
      "1 task of revision 1 deregistered",
      "1 task of revision 1 stopped",
      "1 task of revision 2 starting",
      "1 task of revision 2 started",
    ]);
    assert.equal(steps.at(-1), "deployment 2 is SUCCESSFUL");
  });

  it("with 100 and 100 percent a deployment can do nothing, and does not end", () => {
    const service = settled({ deploymentMaximumPercent: 100 });
    assert.deepEqual(service.update({ taskDefinition: revision(service.account, "second", "shop:2") }), []);
    assert.equal(service.account.account.deployments.length, 1);
  });

  it("desired count, grace period and percentages start no deployment", () => {
    const service = settled();
    service.update({ healthCheckGracePeriodSeconds: 60, deploymentMaximumPercent: 150 });
    assert.deepEqual(service.steps, []);
    assert.deepEqual(service.update({ desiredCount: 3 }).slice(0, 1), ["1 task of revision 1 starting"]);
    assert.deepEqual(service.update({ desiredCount: 1 }).slice(0, 2), [
      "2 tasks of revision 1 deregistered",
      "2 tasks of revision 1 stopped",
    ]);
  });

  it("load balancers, network and forceNewDeployment start a deployment", () => {
    const service = settled();
    const first = "2 tasks of revision 2 starting";
    assert.equal(service.update({ networkConfiguration: { subnets: ["subnet-1"] } })[0], first);
    assert.equal(service.update({ loadBalancers: [] })[0], "2 tasks of revision 3 starting");
    service.update({ forceNewDeployment: true });
    assert.equal(service.update({ desiredCount: 3 })[0], "3 tasks of revision 5 starting");
    assert.deepEqual(service.update({ tags: { team: "shop" } }), []);
  });

  it("a container that does not start rolls the service back to the last completed revision", () => {
    const service = settled();
    service.account.account.containers = ({ image }) => ({ starts: image !== "shop:bad" });
    const { taskDefinition, loadBalancers } = service.inputs;
    const other = group(service.account, "other");
    listener(service.account, "second-listener", service.account.get("alb"), 81, other);
    service.account.update("orders", {
      taskDefinition: revision(service.account, "bad", "shop:bad"),
      loadBalancers: [{ targetGroupArn: other.id, containerName: "orders", containerPort: 80 }],
    });
    assert.equal(service.finish(), rolledBack);
    assert.deepEqual(service.tasks, ["1 RUNNING healthy", "1 RUNNING healthy"]);
    assert.deepEqual(service.inputs["taskDefinition"], taskDefinition);
    assert.deepEqual(service.inputs["loadBalancers"], loadBalancers);
  });

  it("a container that fails its health checks or listens elsewhere rolls the service back", () => {
    for (const behaviour of [{ answers: () => false }, { listensOn: [81] }]) {
      const service = settled();
      service.account.account.containers = ({ image }) => (image === "shop:2" ? behaviour : {});
      service.account.update("orders", { taskDefinition: revision(service.account, "second", "shop:2") });
      assert.equal(service.finish(), rolledBack);
      assert.ok(service.steps.includes("2 tasks of revision 2 failed their health checks"));
    }
  });

  it("a first deployment that fails has no rollback candidate", () => {
    const account = new TestAccount();
    account.account.containers = () => ({ starts: false });
    const service = new TestService(account, behindAlb(account));
    assert.equal(service.finish(), "ROLLBACK_FAILED: No rollback candidate was found to run the rollback.");
    assert.deepEqual(service.tasks, []);
  });

  it("without rollback the deployment stops; without circuit breaker it never ends", () => {
    for (const [deploymentCircuitBreaker, status] of [
      [{ enable: true, rollback: false }, "STOPPED"],
      [{ enable: false, rollback: false }, "IN_PROGRESS"],
    ] as const) {
      const account = new TestAccount();
      account.account.containers = () => ({ starts: false });
      const service = new TestService(account, behindAlb(account, { deploymentCircuitBreaker }));
      assert.equal(service.finish(), status);
    }
  });

  it("a rollback that must start tasks of a deregistered task definition fails", () => {
    const service = settled({ deploymentMinimumHealthyPercent: 0, deploymentMaximumPercent: 100 });
    service.account.account.containers = ({ image }) => ({ starts: image !== "shop:bad" });
    service.account.update("orders", { taskDefinition: revision(service.account, "bad", "shop:bad") });
    service.account.update("first", { skipDestroy: false });
    service.account.delete("first");
    assert.match(service.finish(), /^ROLLBACK_FAILED/);
    assert.deepEqual(service.tasks, []);
  });

  it("a task definition with skipDestroy stays ACTIVE after its deletion", () => {
    const service = settled();
    service.account.delete("first");
    const { account } = service.account;
    assert.deepEqual(
      account.retained.map(({ outputs }) => outputs["arn"]),
      [service.inputs["taskDefinition"]],
    );
    assert.deepEqual(account.of("aws:ecs/taskDefinition:TaskDefinition"), []);
    assert.equal(service.update({ desiredCount: 3 }).at(-1), "deployment 2 is SUCCESSFUL");
  });

  it("a family never gets a revision number twice, whatever the name of the resource", () => {
    const account = new TestAccount();
    assert.match(revision(account, "first", "shop:1"), /orders:1$/);
    account.update("first", { skipDestroy: false });
    account.delete("first");
    assert.match(revision(account, "second", "shop:1"), /orders:2$/);
  });

  it("more tasks of a deregistered task definition cannot start", () => {
    const service = settled();
    service.account.update("first", { skipDestroy: false });
    service.account.delete("first");
    assert.equal(
      service.update({ desiredCount: 3 })[0],
      "1 task of revision 1 cannot start: the task definition is INACTIVE",
    );
    assert.equal(service.account.account.deployments.length, 1);
  });

  it("a second update during a deployment replaces it", () => {
    const service = settled();
    const { account } = service.account;
    service.account.update("orders", { taskDefinition: revision(service.account, "second", "shop:2") });
    const [replaced] = account.deployments;
    assert.ok(replaced && account.advance(replaced));
    service.account.update("orders", { taskDefinition: revision(service.account, "third", "shop:3") });
    assert.equal(account.advance(replaced), false);
    assert.equal(service.finish(), "SUCCESSFUL");
    assert.deepEqual(service.tasks, ["3 RUNNING healthy", "3 RUNNING healthy"]);
  });

  it("a changed health check path that tasks do not answer replaces them", () => {
    const service = settled();
    service.account.account.containers = ({ image }) => ({ answers: (path) => image === "shop:2" || path === "/" });
    service.account.update("group", { healthCheck: { path: "/health" } });
    assert.deepEqual(service.tasks, ["1 RUNNING unhealthy", "1 RUNNING unhealthy"]);
    assert.equal(service.finish(), "IN_PROGRESS");
    assert.equal(
      service.update({ taskDefinition: revision(service.account, "second", "shop:2") }).at(-1),
      "deployment 3 is SUCCESSFUL",
    );
  });

  it("a scalable target keeps the desired count within its bounds", () => {
    const service = settled();
    const resourceId = service.arn.split(":").at(-1);
    const target = { serviceNamespace: "ecs", resourceId, minCapacity: 3, maxCapacity: 6 };
    service.account.create("appautoscaling/target:Target", "scale", target);
    assert.equal(service.finish(), "SUCCESSFUL");
    assert.equal(service.tasks.length, 3);
    service.account.update("scale", { minCapacity: 1, maxCapacity: 2 });
    assert.equal(service.finish(), "SUCCESSFUL");
    assert.equal(service.inputs["desiredCount"], 2);
  });

  it("a deleted service drains and stops its tasks, and the observer sees each step", () => {
    const service = settled();
    const seen: string[] = [];
    const stop = service.account.account.observe(({ kind, what }) => {
      seen.push(kind === "step" ? what : kind);
    });
    service.account.delete("orders");
    stop();
    service.account.delete("listener");
    assert.deepEqual(seen, [
      "2 tasks of revision 1 deregistered",
      "2 tasks of revision 1 stopped",
      "deployment 2 is SUCCESSFUL",
      "delete",
    ]);
    assert.equal(service.account.account.ecs.get(service.arn), undefined);
  });

  it("a snapshot holds the live state; without it the services are settled", () => {
    const service = settled();
    const { account } = service.account;
    service.account.update("orders", { taskDefinition: revision(service.account, "second", "shop:2") });
    const [deployment] = account.deployments;
    assert.ok(deployment && account.advance(deployment));
    const snapshot = account.snapshot();
    service.finish();
    account.restore(snapshot);
    assert.deepEqual(service.tasks, ["1 RUNNING healthy", "1 RUNNING healthy", "2 PENDING ", "2 PENDING "]);
    account.restore({ store: snapshot.store, generations: snapshot.generations });
    assert.deepEqual(service.tasks, ["1 RUNNING healthy", "1 RUNNING healthy"]);
    assert.deepEqual(account.deployments, []);
  });

  it("a host without an API is refused", () => {
    const ask = (host: string) => request(new TestAccount().account, { host, method: "GET", path: "/" });
    const [endpoint, domain] = [ask("a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"), ask("example.com")];
    assert.deepEqual([endpoint.status, endpoint.hop], [403, "API"]);
    assert.deepEqual([domain.status, domain.hop], [0, "domain name"]);
  });
});
