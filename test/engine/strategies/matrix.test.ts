import assert from "node:assert/strict";
import type { Entry } from "../../support/scenario";
import type { WorkspaceSnapshot } from "../../support/workspace";
import { up } from "../../support/deployed";
import { liveSuite } from "../live-stack";
import { services, shifting, withAlarm, withLambda, withNothing, withPause } from "./places";
import type { Signals } from "./signals";
import { alarmOnShift, continued, hold, hooksFail } from "./signals";
import { change, lostDuring, places, replayed, sentWeights, serving, write } from "./updates";

const [first, second, third] = ["nginx:1", "nginx:2", "nginx:3"];
const refresh = ["refresh", "--yes", "--skip-preview", "--stack", "dev"];

const rollbacks: readonly {
  readonly title: string;
  readonly more: (name: string) => Readonly<Record<string, unknown>>;
  readonly signals: Signals;
  readonly reason: RegExp;
}[] = [
  { title: "an alarm", more: withAlarm, signals: alarmOnShift, reason: /deployment failed: alarm detected\./ },
  {
    title: "a function that answers FAILED",
    more: withLambda,
    signals: hooksFail,
    reason: /POST_PRODUCTION_TRAFFIC_SHIFT lifecycle hook\(s\) failed\. .*returned FAILED status\./,
  },
  {
    title: "a pause that nobody ends",
    more: withPause,
    signals: hooksFail,
    reason: /POST_TEST_TRAFFIC_SHIFT pause hook timed out\./,
  },
];

/** Of nine services: three are blue/green, which move all requests at once. */
const inShift = { alternate: 0, primary: 3, both: 6 };
const inBake = { alternate: 0, primary: 9, both: 0 };

describe("each strategy behind a dedicated ALB, a shared ALB and an NLB, in the real engine", () => {
  const live = liveSuite();
  let deployed: WorkspaceSnapshot | undefined;

  /** The stack after its first update. */
  async function running(): Promise<void> {
    if (deployed !== undefined) {
      live.workspace.restore(deployed);
      return;
    }
    await live.workspace.succeed("stack", "init", "dev");
    write(live.workspace, services(first, withNothing));
    await live.workspace.succeed(...up);
    deployed = live.workspace.save();
  }

  const pulumi = (from: readonly Entry[], to: readonly Entry[], ...flags: readonly string[]) =>
    change(live.workspace, from, to, ...flags);

  /** Reasons of the latest deployments. */
  const reasons = () => live.workspace.aws.account.ecs.snapshot().map(([, { deployment }]) => deployment.reason);

  beforeEach(running);

  it("after the first deployment all requests are in the alternates", () => {
    assert.equal(shifting.length, 9);
    assert.deepEqual(places(live.workspace), { alternate: 9, primary: 0, both: 0 });
  });

  it("two new images move the requests there and back, also with a refresh between them", async () => {
    const one = await pulumi(services(first, withNothing), services(second, withNothing));
    assert.deepEqual([one.failure, sentWeights(one.log), replayed(one)], [undefined, [], { lost: [], failures: [] }]);
    assert.deepEqual(places(live.workspace), { alternate: 0, primary: 9, both: 0 });
    const two = await pulumi(services(second, withNothing), services(third, withNothing), "--refresh");
    assert.deepEqual([two.failure, sentWeights(two.log), replayed(two)], [undefined, [], { lost: [], failures: [] }]);
    assert.deepEqual(places(live.workspace), { alternate: 9, primary: 0, both: 0 });
  });

  for (const { title, more, signals, reason } of rollbacks) {
    it(`${title} takes the requests back, and the next update goes on`, async () => {
      const before = serving(live.workspace);
      const [old, next] = [services(first, withNothing), services(second, more)];
      const end = signals(live.workspace.aws.account);
      const failed = await pulumi(old, next, "--continue-on-error");
      end();
      assert.ok(failed.failure);
      assert.equal(reasons().filter((text) => reason.test(text)).length, 9);
      assert.deepEqual(serving(live.workspace), before);
      const again = replayed(failed, signals);
      assert.deepEqual([again.lost, sentWeights(failed.log)], [[], []]);
      assert.ok(again.failures.every((text) => reason.test(text)));
      assert.equal(again.failures.length, 9 * 3);
      const going = continued(live.workspace.aws.account);
      const mended = await pulumi(next, next, "--refresh");
      going();
      assert.deepEqual([mended.failure, sentWeights(mended.log)], [undefined, []]);
      assert.deepEqual(replayed(mended, continued), { lost: [], failures: [] });
      assert.deepEqual(places(live.workspace), { alternate: 0, primary: 9, both: 0 });
    });
  }

  for (const until of ["shift", "bake"] as const) {
    /** Assumptions: `strategy-update-in-bake`, `strategy-refresh-in-bake`. */
    it(`an update and a refresh in the middle of the ${until}, of deployments that nobody waits for, lose no request`, async () => {
      const { account, calls } = live.workspace.aws;
      const unwaited = (image: string) => services(image, withLambda, { wait: false });
      const [before, earlier] = [serving(live.workspace), calls.length];
      const middle = async () => {
        hold(account, until);
        write(live.workspace, unwaited(second));
        await live.workspace.succeed(...up);
        for (const deployment of account.deployments) account.finish(deployment);
        const held = serving(live.workspace);
        assert.deepEqual(places(live.workspace), until === "shift" ? inShift : inBake);
        await live.workspace.succeed(...refresh);
        await live.workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");
        assert.deepEqual(serving(live.workspace), held);
        write(live.workspace, unwaited(third));
        await live.workspace.succeed(...up);
        for (const deployment of account.deployments) assert.equal(account.finish(deployment).status, "SUCCESSFUL");
      };
      assert.deepEqual(await lostDuring(live.workspace, services(first, withNothing), middle), []);
      assert.deepEqual(sentWeights(calls.slice(earlier)), []);
      // From the second revision they went back, and then to the place in which it was.
      assert.deepEqual(places(live.workspace), inBake);
      assert.notDeepEqual(serving(live.workspace), before);
    });
  }
});
