import assert from "node:assert/strict";
import type { Scene } from "../../../tools/live/scene";
import { scheduleOf } from "../../../tools/live/schedule";

/** A scene that takes 10 minutes to deploy and 5 to destroy. @param minutes - of its steps */
const scene = (id: string, ...minutes: readonly number[]) => {
  const steps = minutes.map((long, index) => ({ id: `${id}${index}`, title: id, minutes: long, check: () => never() }));
  const made: Scene = { id, title: id, needs: [], keys: () => ({}), upMinutes: 10, downMinutes: 5, steps };
  return { scene: made, steps };
};
const never = () => Promise.reject(new Error("a schedule makes no step"));

describe("schedule of a run", () => {
  it("stacks exist at one time, and the next begins when one is gone", () => {
    const chosen = [scene("a", 30), scene("b", 5), scene("c", 5)];
    assert.deepEqual(scheduleOf(chosen, 1, 100).minutes, 85);
    assert.deepEqual(scheduleOf(chosen, 2, 100), { minutes: 45, made: ["a0", "b0", "c0"], left: [] });
    assert.deepEqual(scheduleOf(chosen, 8, 100).minutes, 45);
  });

  it("a step that does not fit is left, and a shorter one after it is made", () => {
    assert.deepEqual(scheduleOf([scene("a", 10, 50, 10)], 4, 40), { minutes: 35, made: ["a0", "a2"], left: ["a1"] });
  });

  it("a scene whose first step does not fit is not deployed", () => {
    assert.deepEqual(scheduleOf([scene("a", 10), scene("b", 50, 1)], 1, 50), {
      ...{ minutes: 25, made: ["a0"], left: ["b0", "b1"] },
    });
  });

  it("exactly the budget fits, a minute less does not", () => {
    assert.deepEqual(scheduleOf([scene("a", 10)], 1, 25).left, []);
    assert.deepEqual(scheduleOf([scene("a", 10)], 1, 24).left, ["a0"]);
  });

  it("a step after which the stack could not be destroyed in time is left", () => {
    assert.deepEqual(scheduleOf([scene("a", 10, 10)], 1, 34), { minutes: 25, made: ["a0"], left: ["a1"] });
    assert.deepEqual(scheduleOf([scene("a", 10, 10)], 1, 35).left, []);
  });

  it("without a scene it takes no time", () => {
    assert.deepEqual(scheduleOf([], 4, 240), { minutes: 0, made: [], left: [] });
  });
});
