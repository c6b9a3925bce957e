import assert from "node:assert/strict";
import { deploymentMinutes } from "../../core/deployment-minutes";
import type { Drain } from "../../core/drain";
import { planOf, article, service } from "../support/scenario";

const behindAlb: Drain = { drainSeconds: 35, stopSeconds: 35 };

/** Timeouts of a service with these keys. */
function minutesOf(keys: Record<string, unknown>, drain: Drain = behindAlb) {
  const [node] = planOf(article({ services: [service("orders", "sales", keys)] })).services;
  assert.ok(node);
  return deploymentMinutes(node, drain);
}

// By hand. A task runs after 60 (launch) + 300 (start) + 60 (grace period) = 420 seconds, and leaves after 35 + 35 = 70.
describe("timeouts of an ECS service", () => {
  it("two tasks fail in two rounds, then roll back", () => {
    // Succeeds: 420 + 3 x 30 + 70 = 580. Fails: 2 x (420 + 3 x 30 + 70) = 1160, 20 minutes. Both: 1740, 29 minutes.
    assert.deepEqual(minutesOf({}), { create: 20, update: 29, remove: 20 });
  });

  it("one task fails in three rounds, three and more in one", () => {
    // 3 x 580 = 1740: 29 minutes; with the rollback 2320: 39 minutes.
    assert.deepEqual(minutesOf({ desiredCount: 1 }), { create: 29, update: 39, remove: 20 });
    // 580 + 580 = 1160: below the 20 minutes of the provider.
    assert.deepEqual(minutesOf({ desiredCount: 3 }), { create: 20, update: 20, remove: 20 });
    assert.deepEqual(minutesOf({ desiredCount: 3, healthCheck: { gracePeriodSeconds: 600 } }).update, 38);
  });

  it("a service without tasks counts as one task", () => {
    // No launch: 360 + 90 + 70 = 520, three rounds and the rollback: 2080, 35 minutes.
    assert.equal(minutesOf({ desiredCount: 0 }).update, 35);
  });

  it("the circuit breaker of 5000 tasks counts at most 200 failures, so one round", () => {
    // Launch 600: 960 + 90 + 70 = 1120 for each of failure and rollback: 2240, 38 minutes.
    assert.equal(minutesOf({ desiredCount: 5000 }).update, 38);
  });

  it("autoscaling fails with its minimum and succeeds with its maximum", () => {
    // Launch of 1000 tasks 120: 480 + 90 + 70 = 640; one task: 3 x 640 + 640 = 2560, 43 minutes.
    const autoscaling = { minCount: 1, maxCount: 1000 };
    assert.equal(minutesOf({ desiredCount: 1, autoscaling }).update, 43);
  });

  it("healthy and unhealthy thresholds count where they apply", () => {
    // Succeeds: 420 + 10 x 60 + 70 = 1090. Fails: 2 x (420 + 2 x 60 + 70) = 1220. Both: 2310, 39 minutes.
    const healthCheck = { intervalSeconds: 60, healthyThreshold: 10, unhealthyThreshold: 2 };
    assert.deepEqual(minutesOf({ healthCheck }), { create: 21, update: 39, remove: 20 });
  });

  it("drain and stop count in each round and in the removal", () => {
    // Leaves after 3720: succeeds 4230, 71 minutes; fails 8460, 141; both 12690, 212 (211.5); removal 62.
    const drain = { drainSeconds: 3600, stopSeconds: 120 };
    assert.deepEqual(minutesOf({}, drain), { create: 141, update: 212, remove: 62 });
  });
});
