import assert from "node:assert/strict";
import { nameOf } from "../../simulator/aws/account";
import { weightsOf } from "../../simulator/aws/live-weights";
import { create, up } from "../support/deployed";
import { own } from "../support/stack-file";
import { liveSuite } from "./live-stack";
import { lostDuring } from "./lost-requests";

const alarms = { names: ["errors"] };
const deployments = {
  orders: { strategy: "blueGreen", alarms },
  customers: { strategy: "linear", percent: 40, alarms },
} as const;
const names = ["orders", "customers"] as const;
const groupType = "aws:lb/targetGroup:TargetGroup";

describe("strategies of deployments in the real engine: blue/green behind an ALB, linear behind an NLB", () => {
  const live = liveSuite();

  const watched = (work: () => Promise<unknown>) => lostDuring(live.workspace, names, work);

  const set = (index: number, key: string, value: unknown) => {
    live.stack.set([own("services"), index, key], value);
  };
  const setAll = (key: string, value: (name: (typeof names)[number]) => unknown) => {
    names.forEach((name, index) => {
      set(index, key, value(name));
    });
  };
  const again = () => live.workspace.succeed(...up);

  /** Share of the requests by target group, of each action with two of them, sorted. */
  function shares(): readonly string[] {
    const { account } = live.workspace.aws;
    const governed = account.of("aws:lb/listener:Listener", "aws:lb/listenerRule:ListenerRule");
    const named = (arn: string) => nameOf(account.where(groupType, "arn", arn)[0]?.urn ?? "");
    return governed
      .map((one) => Object.entries(weightsOf(one)).map(([arn, weight]) => `${named(arn)} ${weight}`))
      .filter((groups) => groups.length > 1)
      .map((groups) => groups.sort().join(", "))
      .sort();
  }

  before(async () => {
    await create(live.workspace);
    set(1, "balancer", "nlb");
    setAll("deployment", (name) => deployments[name]);
    await live.stack.up(1);
  });

  it("the first deployment leaves all requests with the alternates, and a refresh changes nothing", async () => {
    const first = shares();
    assert.equal(first.length, 2);
    for (const one of first) assert.match(one, /(^|[^0-9])0\b.*100|100.*\b0$/);
    assert.deepEqual(
      await watched(async () => {
        await live.workspace.succeed("refresh", "--yes", "--skip-preview", "--stack", "dev");
        await again();
      }),
      [],
    );
    assert.deepEqual(shares(), first);
  });

  it("a new image moves the requests, without losing one", async () => {
    const before = shares();
    setAll("image", () => "public.ecr.aws/nginx/nginx:1.30");
    assert.deepEqual(await watched(again), []);
    assert.notDeepEqual(shares(), before);
  });

  it("an alarm takes the requests back; the update fails with ECS's reason, and the next one goes on", async () => {
    const before = shares();
    const { account } = live.workspace.aws;
    const alarmOn = account.observe(({ what }) => {
      if (what.includes("% of the requests")) account.alarms = (name) => (name === "errors" ? "ALARM" : "OK");
    });
    setAll("image", () => "public.ecr.aws/nginx/nginx:1.31");
    const failed = async () => {
      const { code, output } = await live.workspace.pulumi(...up);
      assert.notEqual(code, 0);
      assert.match(output, /update: deployment failed: alarm detected\./);
    };
    assert.deepEqual(await watched(failed), []);
    alarmOn();
    assert.deepEqual(shares(), before);
    account.alarms = () => "OK";
    assert.deepEqual(await watched(() => live.workspace.succeed(...up, "--refresh")), []);
    assert.notDeepEqual(shares(), before);
  });

  it("a strategy is left in three updates, without losing a request", async () => {
    for (const leaving of ["both", "primary"]) {
      setAll("deployment", (name) => ({ ...deployments[name], leaving }));
      assert.deepEqual(await watched(again), [], leaving);
    }
    setAll("deployment", () => undefined);
    assert.deepEqual(await watched(again), []);
    assert.deepEqual(shares(), []);
    await live.workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");
  });

  it("behind the NLB, AWS refuses a strategy that is entered in one update; no request is lost", async () => {
    setAll("deployment", (name) => deployments[name]);
    const refused = async () => {
      const { code, output } = await live.workspace.pulumi(...up);
      assert.notEqual(code, 0);
      assert.match(output, /Target group \S+ is not associated with either productionListenerRule or testListenerRule/);
    };
    assert.deepEqual(await watched(refused), []);
    set(1, "deployment", { ...deployments.customers, entering: true });
    assert.deepEqual(await watched(() => live.workspace.succeed(...up, "--refresh")), []);
    set(1, "deployment", deployments.customers);
    assert.deepEqual(await watched(again), []);
    assert.equal(shares().length, 2);
  });

  it("a strategy that is left in one update loses requests", async () => {
    setAll("deployment", () => undefined);
    // The provider does not send the action of the NLB, which therefore holds its alternate.
    const lost = await watched(() => live.workspace.pulumi(...up));
    assert.ok(names.every((name) => lost.some((one) => one.startsWith(name))));
  });

  it("an update and a refresh in the middle of deployments that nobody waits for lose no request", async () => {
    setAll("deployment", (name) => ({ ...deployments[name], entering: true }));
    await live.workspace.succeed(...up, "--refresh");
    setAll("deployment", (name) => deployments[name]);
    await again();
    setAll("wait", () => false);
    setAll("image", () => "public.ecr.aws/nginx/nginx:1.32");
    const middle = async () => {
      await again();
      const { account } = live.workspace.aws;
      for (const deployment of account.deployments)
        while (!shares().some((one) => one.includes(" 40")) && account.advance(deployment));
      assert.equal(account.deployments.length > 0, true);
      await live.workspace.succeed("refresh", "--yes", "--skip-preview", "--stack", "dev");
      setAll("image", () => "public.ecr.aws/nginx/nginx:1.33");
      await again();
      for (const deployment of account.deployments) assert.equal(account.finish(deployment).status, "SUCCESSFUL");
    };
    assert.deepEqual(await watched(middle), []);
  });
});
