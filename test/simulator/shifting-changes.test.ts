import assert from "node:assert/strict";
import type { TestService } from "./ecs-fixture";
import { group } from "./fixture";
import type { Scene } from "./shifted-service";
import { ask, blueGreen, declared, follow, image, linear, running, scene, started, weights } from "./shifted-service";

/** Deploys an image until a step has been made. */
function deployUntil(at: Scene, service: TestService, number: number, last: string): void {
  const { account } = at.account;
  service.account.update("orders", { taskDefinition: image(at, number) });
  const [deployment] = account.deployments;
  assert.ok(deployment);
  do assert.ok(account.advance(deployment), `no step ${last}`);
  while (!service.steps.at(-1)?.startsWith(last));
}

describe("changes while requests are shifted", () => {
  for (const kind of ["ALB", "NLB"] as const) {
    for (const [last, strategy] of [
      ["2 tasks of revision 2 registered", blueGreen],
      ["40 %", linear],
      ["100 %", blueGreen],
      ["baked", blueGreen],
      ["2 tasks of revision 1 deregistered", blueGreen],
    ] as const) {
      it(`an update after "${last}" behind an ${kind} loses no request, and its image has all of them`, () => {
        const [at, service] = running(kind, strategy);
        deployUntil(at, service, 2, last);
        service.account.update("orders", { taskDefinition: image(at, 3) });
        const { lost, end, steps } = follow(at, service);
        assert.deepEqual([lost, end, ask(at)], [[], "SUCCESSFUL", "revision 3"]);
        assert.ok(!steps.some((step) => step.endsWith("revision 1 starting")));
        assert.deepEqual(service.tasks, ["3 RUNNING healthy", "3 RUNNING healthy"]);
      });
    }
  }

  it("an update during the bake takes the requests back to the last completed revision first", () => {
    const [at, service] = running("ALB");
    deployUntil(at, service, 2, "100 %");
    service.account.update("orders", { taskDefinition: image(at, 3) });
    assert.deepEqual(follow(at, service).steps.slice(0, 4), [
      "requests go back to green-0000001",
      "2 tasks of revision 2 deregistered",
      "2 tasks of revision 2 stopped",
      "revision 3 gets blue-0000001",
    ]);
  });

  it("an update after the bake time stops the old tasks before the new ones come to their target group", () => {
    const [at, service] = running("ALB");
    deployUntil(at, service, 2, "baked");
    service.account.update("orders", { taskDefinition: image(at, 3) });
    assert.deepEqual(follow(at, service).steps.slice(0, 3), [
      "2 tasks of revision 1 deregistered",
      "2 tasks of revision 1 stopped",
      "revision 3 gets green-0000001",
    ]);
  });

  it("an update during the first deployment loses nothing that was served", () => {
    const at = scene("ALB");
    const service = started(at);
    const [first] = at.account.account.deployments;
    assert.ok(first);
    do at.account.account.advance(first);
    while (!service.steps.at(-1)?.startsWith("100 %"));
    service.account.update("orders", { taskDefinition: image(at, 2) });
    const { lost, end } = follow(at, service);
    assert.deepEqual([lost, end, ask(at)], [[], "SUCCESSFUL", "revision 2"]);
  });

  it("more tasks start in both revisions, and fewer stop only in the end", () => {
    for (const [desiredCount, most] of [
      [3, 6],
      [1, 4],
    ] as const) {
      const [at, service] = running("ALB");
      deployUntil(at, service, 2, "100 %");
      service.account.update("orders", { desiredCount });
      const counts: number[] = [];
      const { lost, end } = follow(at, service, () => counts.push(service.tasks.length));
      assert.deepEqual([lost, end, Math.max(...counts), service.tasks.length], [[], "SUCCESSFUL", most, desiredCount]);
    }
  });

  it("a service that is deleted during the bake stops all its tasks, and its target groups can go", () => {
    const [at, service] = running("ALB");
    deployUntil(at, service, 2, "100 %");
    service.account.delete("orders");
    assert.deepEqual(service.tasks, []);
    const inUse = /ResourceInUse: Target group '.*' is currently in use by a listener or a rule/;
    assert.throws(() => {
      at.account.delete("green");
    }, inUse);
    at.account.delete("production");
    at.account.delete("green");
    assert.throws(
      () => {
        at.account.delete("blue");
      },
      inUse,
      "the default action",
    );
  });

  it("a snapshot in the middle has the live weights", () => {
    const [at, service] = running("ALB", linear);
    deployUntil(at, service, 2, "40 %");
    const { account } = at.account;
    const snapshot = account.snapshot();
    follow(at, service);
    assert.equal(weights(at), "blue 100, green 0");
    account.restore(snapshot);
    assert.equal(weights(at), "blue 40, green 60");
    assert.deepEqual([follow(at, service).end, weights(at)], ["SUCCESSFUL", "blue 100, green 0"]);
  });
});

describe("weights that somebody else changes", () => {
  it("set back to the empty primary: nobody is served, and the next revision joins the old one", () => {
    const [at, service] = running("ALB");
    at.account.update("production", { actions: declared(at) });
    assert.equal(ask(at), "503");
    service.account.update("orders", { taskDefinition: image(at, 2) });
    const { steps, end } = follow(at, service);
    assert.equal(steps[0], "revision 2 gets green-0000001");
    assert.deepEqual([end, weights(at)], ["SUCCESSFUL", "blue 0, green 100"]);
  });

  const invalid = "ROLLBACK_SUCCESSFUL: Service deployment rolled back because of invalid networking configuration";
  const toGroups = (shares: Readonly<Record<string, number>>) => [
    { type: "forward", forward: { targetGroups: Object.entries(shares).map(([arn, weight]) => ({ arn, weight })) } },
  ];

  it("ECS begins no deployment with two target groups that have requests, or with one of others", () => {
    const [at, service] = running("ALB");
    const [blue, green, other] = [at.account.get("blue").id, at.account.get("green").id, group(at.account, "other").id];
    const endWith = (shares: Readonly<Record<string, number>>, number: number) => {
      at.account.update("production", { actions: toGroups(shares) });
      service.account.update("orders", { taskDefinition: image(at, number) });
      return follow(at, service).end;
    };
    const rule = at.account.get("production").id;
    assert.equal(
      endWith({ [blue]: 1, [green]: 1 }, 2),
      `${invalid}. productionListenerRule ${rule} should have exactly one target group serving traffic but found 2 target groups which are serving traffic`,
    );
    assert.equal(
      endWith({ [other]: 1, [blue]: 0, [green]: 0 }, 3),
      `${invalid}. Production listener rule is forwarding traffic to unexpected target group ${other}. Expected traffic to be forwarded to either targetGroupArn: ${blue} or alternateTargetGroupArn: ${green}`,
    );
    assert.equal(endWith({ [blue]: 0, [green]: 7 }, 4), "SUCCESSFUL");
  });

  it("a role that ECS cannot take, or that may do nothing, ends the deployment", () => {
    const reason =
      /invalid networking configuration\. ECS was unable to manage the ELB resources due to missing permissions on ECS Infrastructure Role '.*'\.$/;
    for (const spoil of [
      (at: Scene) => {
        at.account.update("role", { assumeRolePolicy: '{"Service":"ecs-tasks.amazonaws.com"}' });
      },
      (at: Scene) => {
        at.account.delete("policy");
      },
    ]) {
      const [at, service] = running("ALB");
      spoil(at);
      service.account.update("orders", { taskDefinition: image(at, 2) });
      const { end, lost } = follow(at, service);
      assert.match(end, reason);
      assert.deepEqual([lost, weights(at)], [[], "blue 0, green 100"]);
    }
  });
});
