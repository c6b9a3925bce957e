import assert from "node:assert/strict";
import { create, deploy } from "../support/deployed";
import { counts, fifth, liveSuite, returns } from "./live-stack";

const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const dashboardType = "aws:cloudwatch/dashboard:Dashboard";
const scheduleType = "aws:scheduler/schedule:Schedule";
const topic = (name: string) => `arn:aws:sns:us-east-1:111122223333:${name}`;

const watching = {
  alarms: { topic: topic("on-call") },
  dashboard: true,
  keepAwake: true,
  account: { linkCounter: true, quotaAlarms: { topic: topic("platform") } },
};
/** Each value is another one, and each alarm on requests and quotas has another threshold or topic. */
const changed = {
  alarms: { topic: topic("night"), errorPercent: 1, latencyMilliseconds: 900 },
  account: { linkCounter: true, quotaAlarms: { topic: topic("night"), percent: 60 } },
  logRetentionDays: 90,
};
const none = { alarms: undefined, dashboard: undefined, keepAwake: undefined, account: undefined };

describe("alarms, dashboard, keepAwake and quotaAlarms of a running stack", () => {
  const live = liveSuite();
  const set = (keys: Record<string, unknown>) => {
    live.stack.setKeys(keys);
  };
  const inAccount = (type: string) => live.workspace.aws.account.of(type);
  const topics = () => [...new Set(inAccount(alarmType).flatMap(({ inputs }) => inputs["alarmActions"]))].sort();
  /** Runs an update, and expects that the next one has nothing to do. @returns what the first one did */
  async function settled(option: number) {
    const done = counts(await live.stack.up(option));
    assert.deepEqual(Object.keys(counts(await live.stack.up(option))), ["unchanged"]);
    return done;
  }

  // An HTTP API whose links sleep, and a REST API whose links do not.
  for (const option of [1, 3]) {
    it(`option ${option}: they are added, changed and removed, and nothing else changes`, async () => {
      await deploy(live.workspace, option);
      const before = live.stack.lastingIds();

      set(watching);
      const { created, unchanged, ...others } = await settled(option);
      assert.deepEqual(others, {});
      assert.ok((created ?? 0) > 20 && (unchanged ?? 0) > 50, `${created} created, ${unchanged} unchanged`);
      assert.deepEqual(topics(), [topic("on-call"), topic("platform")]);
      assert.equal(inAccount(dashboardType).length, 1);
      // VPC links V2 are those that sleep.
      assert.equal(inAccount(scheduleType).length, option === 3 ? 1 : 2);

      const watched = live.stack.allIds();
      const alarms = inAccount(alarmType).length;
      set(changed);
      const change = await settled(option);
      assert.deepEqual([change["created"], change["replaced"], change["deleted"]], [undefined, undefined, undefined]);
      assert.ok((change["updated"] ?? 0) >= alarms, `${change["updated"]} updated of ${alarms} alarms`);
      assert.deepEqual([topics(), live.stack.allIds()], [[topic("night")], watched]);

      // A service more has alarms of its own, and none of them stays when it goes.
      live.stack.set(fifth, returns);
      await settled(option);
      assert.ok(inAccount(alarmType).length > alarms);
      live.stack.set(fifth, undefined);
      await settled(option);
      assert.deepEqual(inAccount(alarmType).length, alarms);

      // The key that others were added with goes first.
      set({ alarms: undefined });
      await settled(option);
      assert.deepEqual([topics(), inAccount(dashboardType).length], [[topic("night")], 1]);
      set({ ...none, logRetentionDays: undefined });
      await settled(option);
      assert.deepEqual(live.stack.lastingIds(), before);
      await live.stack.destroy();
      assert.deepEqual(live.workspace.aws.account.all, []);
    }).timeout(180_000);
  }

  it("they follow the stack to another option and back, with logs that stay", async () => {
    await create(live.workspace);
    set({ ...watching, retainLogs: true });
    for (const option of [1, 5, 4, 1]) {
      await settled(option);
      assert.equal(inAccount(dashboardType).length, 1);
      assert.deepEqual(topics(), [topic("on-call"), topic("platform")]);
      assert.equal(inAccount(scheduleType).length, option === 4 ? 1 : 2);
    }
    await live.stack.destroy();
    const left = live.workspace.aws.account.all.map(({ inputs }) => inputs["name"]);
    assert.deepEqual(
      left.sort(),
      ["customers", "orders", "shipping", "stock"].map((name) => `/ecs/private-integrations/dev/${name}`),
    );
  }).timeout(180_000);
});
