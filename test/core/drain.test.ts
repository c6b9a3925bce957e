import assert from "node:assert/strict";
import { drainByService } from "../../core/drain";
import { mergePlans } from "../../core/merge";
import { targetGroups } from "../../core/plan-queries";
import { article, planOf, service } from "../support/scenario";

const healthCheck = { command: ["CMD-SHELL", "true"] };
const orders = (option: number, keys: Record<string, unknown> = {}) =>
  planOf(article({ option, services: [service("orders", "sales", keys)] }));
const drainOf = (option: number, keys: Record<string, unknown> = {}) =>
  drainByService(orders(option, keys)).get("orders");

describe("drain of tasks", () => {
  it("is 35 seconds behind an ALB and 120 behind an NLB, and so is the stop timeout", () => {
    for (const option of [1, 4, 5]) assert.deepEqual(drainOf(option), { drainSeconds: 35, stopSeconds: 35 });
    for (const option of [2, 3]) assert.deepEqual(drainOf(option), { drainSeconds: 120, stopSeconds: 120 });
    assert.deepEqual(drainOf(1, { balancer: "nlb" }), { drainSeconds: 120, stopSeconds: 120 });
  });

  it("is drainSeconds under every option, and the stop timeout stays within 2 to 120", () => {
    for (const option of [1, 2, 3, 4, 5])
      assert.deepEqual(drainOf(option, { drainSeconds: 300 }), { drainSeconds: 300, stopSeconds: 120 });
    assert.deepEqual(drainOf(1, { drainSeconds: 0 }), { drainSeconds: 0, stopSeconds: 2 });
    assert.deepEqual(drainOf(1, { drainSeconds: 90 }), { drainSeconds: 90, stopSeconds: 90 });
  });

  it("is longer than the timeout of the service, or of the stack, unless drainSeconds says otherwise", () => {
    const quotas = { "apigateway.restIntegrationTimeoutMs": { value: 300_000, reason: "raised" } };
    const drain = (option: number, keys: Record<string, unknown>, stack: Record<string, unknown> = {}) =>
      drainByService(planOf(article({ option, quotas, ...stack, services: [service("orders", "sales", keys)] }))).get(
        "orders",
      )?.drainSeconds;
    assert.equal(drain(5, { timeoutSeconds: 60 }), 65);
    assert.equal(drain(5, {}, { timeoutSeconds: 60 }), 65);
    assert.equal(drain(5, { timeoutSeconds: 10 }, { timeoutSeconds: 60 }), 35);
    assert.equal(drain(3, { timeoutSeconds: 60 }), 120);
    assert.equal(drain(3, { timeoutSeconds: 200 }), 205);
    assert.equal(drain(5, { timeoutSeconds: 60, drainSeconds: 10 }), 10);
  });

  it("behind an NLB the stop timeout is 120 also with a shorter drain", () => {
    assert.deepEqual(drainOf(2, { drainSeconds: 0 }), { drainSeconds: 0, stopSeconds: 120 });
    assert.deepEqual(drainOf(3, { drainSeconds: 60 }), { drainSeconds: 60, stopSeconds: 120 });
    assert.deepEqual(drainOf(4, { drainSeconds: 20 }), { drainSeconds: 20, stopSeconds: 20 });
  });

  it("behind Cloud Map nothing drains, and the stop timeout is 60", () => {
    assert.deepEqual(drainOf(1, { balancer: "cloudMap", healthCheck }), { drainSeconds: 0, stopSeconds: 60 });
  });

  it("is the longest of all places: of two options, and of a standby", () => {
    const both = { ...orders(1), ...mergePlans(orders(1), orders(2)) };
    assert.deepEqual(drainByService(both).get("orders"), { drainSeconds: 120, stopSeconds: 120 });
    const toNlb = drainOf(1, { standby: { balancer: "nlb" } });
    assert.deepEqual(toNlb, { drainSeconds: 120, stopSeconds: 120 });
    const toCloudMap = drainOf(1, { healthCheck, standby: { balancer: "cloudMap" } });
    assert.deepEqual(toCloudMap, { drainSeconds: 35, stopSeconds: 60 });
  });

  it("a target group for an ALB keeps the default of AWS and the port of the listener", () => {
    const groups = targetGroups(orders(4, { drainSeconds: 90, containerPort: 3000 }));
    const facts = groups.map(({ targetGroup: { name, port, drainSeconds } }) => [name, port, drainSeconds]);
    assert.deepEqual(facts, [
      ["orders-alb", 80, 90],
      ["sales-front-1-orders", 80, undefined],
    ]);
  });
});
