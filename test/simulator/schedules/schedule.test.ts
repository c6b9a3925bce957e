import assert from "node:assert/strict";
import { allSchedules, late, prompt, seeded } from "../../../simulator/schedules/schedule";
import { allOrders, ordered, orderOf, urnOf } from "./logs";

/** A chain of three, a pair, and a delete that waits for all. */
const calls = ordered({ "+a": "", "+b": "+a", "+c": "+b", "+x": "", "+y": "+x", "-z": "+a +b +c +x +y" });
const service = urnOf("service");
const seeds = Array.from({ length: 500 }, (_, index) => seeded(index));

describe("schedules", () => {
  it("prompt is the order of the log", () => {
    assert.deepEqual(orderOf(prompt, calls), [0, 1, 2, 3, 4, 5]);
  });

  it("late makes each call as late as the calls that wait for it allow", () => {
    // The chains end right before the delete: x is made after b, y and c are last.
    assert.deepEqual(orderOf(late(0), calls), [0, 3, 1, 4, 2, 5]);
  });

  it("late makes a call that nobody waits for after all others", () => {
    const free = ordered({ "+free": "", "+a": "", "+b": "+a" });
    assert.deepEqual(orderOf(late(0), free), [1, 2, 0]);
  });

  it("seeds give all orders that the dependencies allow, and no others", () => {
    const expected = allOrders(calls).map(String).sort();
    assert.equal(expected.length, 10);
    assert.deepEqual([...new Set(seeds.map((schedule) => String(orderOf(schedule, calls))))].sort(), expected);
  });

  it("a seed always gives the same order", () => {
    for (const seed of [1, 2, 3]) assert.deepEqual(orderOf(seeded(seed), calls), orderOf(seeded(seed), calls));
  });

  it("late leaves a deployment until a call waits for it, or until all calls are made", () => {
    const choose = late(0).start(ordered({ "~service": "", "+api": "~service", "+other": "" }));
    assert.deepEqual(choose({ calls: [0, 2], deployments: [], awaited: [] }), { call: 0 });
    assert.deepEqual(choose({ calls: [2], deployments: [service], awaited: [service] }), { call: 2 });
    assert.deepEqual(choose({ calls: [], deployments: [service], awaited: [service] }), { stepOf: service });
    assert.deepEqual(choose({ calls: [1], deployments: [], awaited: [] }), { call: 1 });
    const unawaited = late(0).start(ordered({ "~service": "", "+other": "" }));
    assert.deepEqual(unawaited({ calls: [0, 1], deployments: [], awaited: [] }), { call: 1 });
    assert.deepEqual(unawaited({ calls: [0], deployments: [], awaited: [] }), { call: 0 });
    assert.deepEqual(unawaited({ calls: [], deployments: [service], awaited: [service] }), { stepOf: service });
  });

  it("late makes the micro-steps of the deployment that the next call waits for", () => {
    const waits = { "~other": "", "~service": "", "+api": "~service", "+next": "~other", "+last": "+api +next" };
    const choose = late(0).start(ordered(waits));
    for (const call of [1, 0]) assert.deepEqual(choose({ calls: [0, 1], deployments: [], awaited: [] }), { call });
    assert.deepEqual(
      choose({ calls: [], deployments: [service, urnOf("other")], awaited: [service, urnOf("other")] }),
      { stepOf: urnOf("other") },
    );
  });

  it("late leaves a deployment that nobody waits for, although the next call follows its service", () => {
    const choose = late(0).start(ordered({ "~other": "", "~service": "", "+last": "~other ~service" }));
    for (const call of [1, 0]) assert.deepEqual(choose({ calls: [0, 1], deployments: [], awaited: [] }), { call });
    const deployments = [service, urnOf("other")];
    assert.deepEqual(choose({ calls: [], deployments, awaited: [urnOf("other")] }), { stepOf: urnOf("other") });
  });

  it("prompt ends a deployment before the next call", () => {
    const choose = prompt.start(calls);
    assert.deepEqual(choose({ calls: [1, 3], deployments: [service], awaited: [service] }), { stepOf: service });
  });

  it("seeds mix the micro-steps of deployments with other calls", () => {
    const kinds = new Set(
      seeds.map(
        (schedule) => Object.keys(schedule.start(calls)({ calls: [1], deployments: [service], awaited: [service] }))[0],
      ),
    );
    assert.deepEqual([...kinds].sort(), ["call", "stepOf"]);
  });

  it("calls that wait for each other are an error", () => {
    assert.throws(() => orderOf(prompt, ordered({ "+a": "+b", "+b": "+a" })), /wait for each other/);
  });

  it("a whole run has prompt, late and 50 seeds", () => {
    assert.equal(allSchedules.length, 52);
    assert.equal(new Set(allSchedules.map(({ name }) => name)).size, 52);
  });
});
