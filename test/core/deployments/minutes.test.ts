import assert from "node:assert/strict";
import { drainByService } from "../../../core/drain";
import { planStack } from "../../../core/planner";
import { deploymentMinutesByService, shiftMinutesByService } from "../../../core/shift-minutes";
import { article, planOf, service, settingsOf } from "../../support/scenario";

const withOrders = (option: number, keys: Record<string, unknown>) =>
  article({ option, services: [service("orders", "sales", keys)] });

describe("minutes of a deployment with a strategy", () => {
  for (const [title, option, deployment, minutes] of [
    ["blue/green behind an ALB: the bake time", 1, { strategy: "blueGreen" }, 5],
    ["linear in ten steps: nine pauses of 6 minutes, and the bake time", 1, { strategy: "linear" }, 9 * 6 + 5],
    ["linear in steps of 30 %: three pauses before the fourth", 5, { strategy: "linear", percent: 30 }, 3 * 6 + 5],
    ["canary: one pause of 10 minutes, and the bake time", 4, { strategy: "canary" }, 10 + 5],
    ["blue/green behind an NLB: 10 minutes for tests and for clients", 2, { strategy: "blueGreen" }, 5 + 20],
    [
      "linear behind an NLB: 10 minutes at each of ten steps, and for tests",
      3,
      { strategy: "linear" },
      9 * 6 + 5 + 110,
    ],
    ["all at once is one step", 1, { strategy: "canary", percent: 100 }, 5],
    ["a strategy that is left moves nothing", 1, { strategy: "canary", leaving: "both" }, undefined],
    ["task by task", 1, { strategy: "rolling" }, undefined],
  ] as const)
    it(title, () => {
      assert.equal(shiftMinutesByService(planOf(withOrders(option, { deployment }))).get("orders"), minutes);
    });

  it("timeouts outlast the move, the way back, and the hooks", () => {
    const updateOf = (deployment: Record<string, unknown>) => {
      const plan = planOf(withOrders(1, { deployment }));
      return deploymentMinutesByService(plan, drainByService(plan)).get("orders")?.update ?? 0;
    };
    const rolling = updateOf({ strategy: "rolling" });
    assert.equal(updateOf({ strategy: "blueGreen" }) - rolling, 2 * 5);
    const hooks = [{ pause: { timeoutMinutes: 60 }, stages: ["POST_SCALE_UP", "PRE_SCALE_UP"] }];
    assert.equal(updateOf({ strategy: "blueGreen", hooks }) - rolling, 2 * (5 + 2 * 60));
  });

  it("notes say how long, what follows, and what an update does not wait for", () => {
    const notes = (keys: Record<string, unknown>) =>
      planStack(settingsOf(withOrders(2, keys))).notes.filter((note) => note.startsWith("orders:"));
    assert.match(
      notes({ deployment: { strategy: "linear" } })[0] ?? "",
      /of which 169 from the first request that moves; behind an NLB/,
    );
    assert.match(notes({ deployment: { strategy: "linear", leaving: "both" } })[0] ?? "", /set leaving: primary$/);
    assert.match(notes({ deployment: { strategy: "linear", leaving: "primary" } })[0] ?? "", /remove deployment/);
    assert.equal(notes({ deployment: { strategy: "canary", alarms: { errorPercent: 1 } } }).length, 2);
    assert.match(
      notes({ wait: false, deployment: { strategy: "canary" } })[1] ?? "",
      /does not fail if ECS rolls back/,
    );
    assert.deepEqual(notes({ deployment: { strategy: "rolling" } }), []);
  });
});
