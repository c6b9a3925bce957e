import assert from "node:assert/strict";
import { planStack } from "../../core/planner";
import { article, service, settingsOf } from "../support/scenario";

const leave = "capacity of orders: to leave Spot, write onDemand; an update that removes the key is refused";
const without =
  "capacity: spot has no effect on orders, because one task of a service stays on demand; set desiredCount to 2 or more";
const notes = (keys: Record<string, unknown>) =>
  planStack(settingsOf(article({ services: [service("stock", "supply"), service("orders", "sales", keys)] }))).notes;

describe("notes on capacity", () => {
  it("say that a service of one task has none on Spot", () => {
    for (const desiredCount of [0, 1]) assert.deepEqual(notes({ capacity: "spot", desiredCount }), [leave, without]);
    const autoscaling = { minCount: 1, maxCount: 1 };
    assert.deepEqual(notes({ capacity: "spot", desiredCount: 1, autoscaling }), [leave, without]);
  });

  it("say nothing of that where more tasks can run, or all run on demand", () => {
    assert.deepEqual(notes({ capacity: "spot" }), [leave]);
    const autoscaling = { minCount: 1, maxCount: 2 };
    assert.deepEqual(notes({ capacity: "spot", desiredCount: 1, autoscaling }), [leave]);
    assert.deepEqual(notes({ capacity: "onDemand", desiredCount: 1 }), [leave]);
    assert.deepEqual(notes({ desiredCount: 1 }), []);
  });
});
