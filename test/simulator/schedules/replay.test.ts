import assert from "node:assert/strict";
import type { AwsAccount } from "../../../simulator/aws/account";
import type { Probe } from "../../../simulator/schedules/probe";
import { replay } from "../../../simulator/schedules/replay";
import { late, prompt, seeded } from "../../../simulator/schedules/schedule";
import { HandMadeUpdate, urnOf } from "./hand-made-update";

const [vpcType, stageType] = ["aws:ec2/vpc:Vpc", "aws:apigateway/stage:Stage"];
const [serviceType, definitionType] = ["aws:ecs/service:Service", "aws:ecs/taskDefinition:TaskDefinition"];
const cluster = "arn:aws:ecs:us-east-1:123456789012:cluster/shop";

/** A route that is served while the account has what `isServed` asks for. */
const probe = (isServed: (account: AwsAccount) => boolean): Probe => ({
  route: "/orders",
  service: "orders",
  ask: (account) => ({ served: isServed(account), status: 503, hop: "target group", reason: "no target" }),
});
const has = (name: string) => (account: AwsAccount) =>
  account.of(vpcType).some(({ urn }) => urn === urnOf(vpcType, name));
const vpc = { cidrBlock: "10.0.0.0/16" };
const service = (definition: string, wait: boolean) => ({
  name: "orders",
  cluster,
  desiredCount: 1,
  taskDefinition: definition,
  waitForSteadyState: wait,
  deploymentController: { type: "ECS" },
});
const definition = { family: "orders", containerDefinitions: JSON.stringify([{ name: "app", image: "nginx" }]) };
const firstRevision = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1";

/** A stage that moves from one deployment to another; the old one is deleted. VPCs take the part of the deployments. */
const move = () =>
  new HandMadeUpdate()
    .create(vpcType, "old", vpc)
    .create(stageType, "stage", { restApi: "api", stageName: "live", deployment: "old" })
    .deployed()
    .create(vpcType, "new", vpc)
    .update(stageType, "stage", { restApi: "api", stageName: "live", deployment: "new" }, 0)
    .delete(vpcType, "old", 0, 1);
const followed = probe((account) =>
  account.of(stageType).some(({ inputs }) => has(String(inputs["deployment"]))(account)),
);

describe("replays of an update", () => {
  it("all routes are asked after each call and micro-step", () => {
    const { account, log } = new HandMadeUpdate().create(vpcType, "a", vpc).create(vpcType, "b", vpc);
    assert.equal(replay(account, log, prompt, [probe(() => true), probe(() => true)]).asked, 4);
  });

  it("requests see who may call an API, and how often, later than the call", () => {
    const isLate = (type: string) => {
      const update = new HandMadeUpdate().create(type, "one", { name: "old" }).deployed();
      const renamed = probe((account) => account.of(type).every(({ inputs }) => inputs["name"] === "new"));
      const { account, log } = update.update(type, "one", { name: "new" });
      return replay(account, log, late(10), [renamed]).lost.length > 0;
    };
    const types = ["authorizer:Authorizer", "api:Api"].map((type) => `aws:apigatewayv2/${type}`);
    const rest = ["usagePlan:UsagePlan", "apiKey:ApiKey"].map((type) => `aws:apigateway/${type}`);
    assert.deepEqual([...types, ...rest].map(isLate), [true, true, true, true]);
    assert.equal(isLate("aws:cloudwatch/logGroup:LogGroup"), false);
  });

  it("an address that a call registers is not in service before the update is over; an ALB is at once", () => {
    const [type, group] = ["aws:lb/targetGroupAttachment:TargetGroupAttachment", { targetGroupArn: "group", port: 80 }];
    const lostWith = (targetId: string) => {
      const update = new HandMadeUpdate().create(type, "old", { ...group, targetId: "10.1.0.1" }).deployed();
      const { account, log } = update.create(type, "new", { ...group, targetId }).delete(type, "old", 0);
      const inService = (seen: AwsAccount) =>
        seen.of(type).some(({ id }) => !seen.outside.initialAddresses?.includes(id));
      return replay(account, log, prompt, [probe(inService)]).lost.map(({ after }) => after);
    };
    assert.deepEqual(lostWith("10.1.0.2"), ["delete of TargetGroupAttachment old"]);
    assert.deepEqual(lostWith("arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/a/1"), []);
  });

  it("a gap between a delete and a create is found, with the call before it", () => {
    const planted = new HandMadeUpdate()
      .create(vpcType, "old", vpc)
      .deployed()
      .delete(vpcType, "old")
      .create(vpcType, "new", vpc);
    const { lost } = replay(planted.account, planted.log, prompt, [
      probe((account) => has("old")(account) || has("new")(account)),
    ]);
    const [only] = lost;
    assert.deepEqual(lost, [
      {
        route: "/orders",
        service: "orders",
        status: 503,
        hop: "target group",
        reason: "no target",
        after: only?.after,
        count: 1,
      },
    ]);
    assert.equal(only?.after, "delete of Vpc old");
  });

  it("a gap that only some orders have is found by the seeds", () => {
    const lostIn = (seed: number) => {
      const free = new HandMadeUpdate()
        .create(vpcType, "old", vpc)
        .deployed()
        .create(vpcType, "new", vpc)
        .delete(vpcType, "old");
      const served = probe((account) => has("old")(account) || has("new")(account));
      assert.deepEqual(replay(free.account, free.log, prompt, [served]).lost, []);
      const again = new HandMadeUpdate()
        .create(vpcType, "old", vpc)
        .deployed()
        .create(vpcType, "new", vpc)
        .delete(vpcType, "old");
      return replay(again.account, again.log, seeded(seed), [served]).lost.length;
    };
    const found = Array.from({ length: 20 }, (_, seed) => lostIn(seed));
    assert.ok(found.includes(0) && found.includes(1), found.join());
  });

  it("a change that propagates loses nothing if it takes effect at once", () => {
    const { account, log } = move();
    const { lost, assumed } = replay(account, log, prompt, [followed]);
    assert.deepEqual([lost, assumed], [[], []]);
  });

  it("a request is assumed served if the old hop is deleted while its change propagates", () => {
    const { account, log } = move();
    const { lost, assumed } = replay(account, log, late(5), [followed]);
    assert.deepEqual(lost, []);
    assert.deepEqual(
      assumed.map(({ after, count }) => [after, count]),
      [["delete of Vpc old", 1]],
    );
  });

  it("a change is seen as many calls later as the schedule says", () => {
    const seen = (steps: number) => {
      const scene = move().create(vpcType, "x", vpc, 2).create(vpcType, "y", vpc, 3).create(vpcType, "z", vpc, 4);
      const { assumed } = replay(scene.account, scene.log, late(steps), [followed]);
      return assumed.map(({ count }) => count);
    };
    // The stage changes in the second of six calls.
    assert.deepEqual([1, 2, 3, 5, 9].map(seen), [[], [1], [2], [4], [4]]);
  });

  it("a request that the old path cannot serve either is lost, not assumed", () => {
    const { account, log } = move().create(vpcType, "late", vpc, 2);
    const neither = probe(
      (seen) => seen.of(stageType).some(({ inputs }) => inputs["deployment"] === "new") || !has("late")(seen),
    );
    const { lost, assumed } = replay(account, log, late(5), [neither]);
    assert.deepEqual(assumed, []);
    assert.deepEqual(
      lost.map(({ after, count }) => [after, count]),
      [["create of Vpc late", 1]],
    );
  });

  it("tasks of a deleted service still serve a change that propagates: assumed, not lost", () => {
    const arn = "arn:aws:ecs:us-east-1:123456789012:service/shop/orders";
    const { account, log } = new HandMadeUpdate()
      .create(definitionType, "orders", definition)
      .create(serviceType, "orders", service(firstRevision, true))
      .create(stageType, "stage", { restApi: "api", stageName: "live", deployment: "old" })
      .deployed()
      .update(stageType, "stage", { restApi: "api", stageName: "live", deployment: "new" })
      .delete(serviceType, "orders", 0);
    const running = (seen: AwsAccount) => seen.ecs.get(arn)?.tasks.some(({ status }) => status === "RUNNING") === true;
    const served = probe(
      (seen) => running(seen) || seen.of(stageType).some(({ inputs }) => inputs["deployment"] === "new"),
    );
    const { lost, assumed } = replay(account, log, late(5), [served]);
    assert.deepEqual(lost, []);
    assert.deepEqual(assumed.length, 1);
  });

  for (const wait of [true, false]) {
    it(`a call ${wait ? "waits" : "does not wait"} for a service with waitForSteadyState ${String(wait)}`, () => {
      const { account, log } = new HandMadeUpdate()
        .create(definitionType, "orders", definition)
        .create(serviceType, "orders", service(firstRevision, wait), 0)
        .create(vpcType, "after", vpc, 1);
      const active: boolean[] = [];
      const watching = probe((seen) => {
        if (has("after")(seen)) active.push(seen.deployments.length > 0);
        return true;
      });
      replay(account, log, late(0), [watching]);
      assert.equal(active[0], !wait);
      assert.equal(account.deployments.length, 0);
    });
  }

  it("a deployment that fails is a failure, and calls that wait for it are not made", () => {
    const { account, log } = new HandMadeUpdate()
      .create(definitionType, "orders", definition)
      .create(serviceType, "orders", service(firstRevision, true), 0)
      .create(vpcType, "after", vpc, 1)
      .create(vpcType, "beside", vpc);
    account.containers = () => ({ starts: false });
    const { failures } = replay(account, log, prompt, []);
    assert.equal(failures.length, 1);
    assert.deepEqual(
      ["after", "beside"].map((name) => has(name)(account)),
      [false, true],
    );
  });

  it("a call that AWS refuses in this order is a failure with AWS's message, and ends the replay", () => {
    const { account, log } = new HandMadeUpdate()
      .create(serviceType, "orders", service(firstRevision, true))
      .create(vpcType, "beside", vpc);
    assert.deepEqual(replay(account, log, prompt, []).failures, [
      "create of Service orders: ClientException: TaskDefinition is inactive",
    ]);
    assert.equal(has("beside")(account), false);
  });

  it("a deployment that cannot go on does so after the call that lets it", () => {
    const fixed = { deploymentMinimumHealthyPercent: 100, deploymentMaximumPercent: 100 };
    const second = { ...service(firstRevision.replace(/1$/, "2"), false), deploymentMaximumPercent: 100 };
    const { account, log } = new HandMadeUpdate()
      .create(definitionType, "orders", definition)
      .create(serviceType, "orders", { ...service(firstRevision, true), ...fixed })
      .deployed()
      .create(definitionType, "orders", definition)
      .update(serviceType, "orders", { ...second, ...fixed }, 0)
      .update(serviceType, "orders", { ...second, deploymentMinimumHealthyPercent: 0 }, 1);
    assert.deepEqual(replay(account, log, prompt, []).failures, []);
    assert.equal(account.deployments.length, 0);
  });

  it("the order does not change ids: the account is the same after each", () => {
    const ends = [prompt, late(3), seeded(1), seeded(2)].map((schedule) => {
      const { account, log } = move();
      replay(account, log, schedule, []);
      return account.all.map((resource) => JSON.stringify(resource)).sort();
    });
    for (const end of ends) assert.deepEqual(end, ends[0]);
  });
});
