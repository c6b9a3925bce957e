import assert from "node:assert/strict";
import type { StrategyState } from "../../core/deployment-steps";
import { strategySteps } from "../../core/deployment-steps";

const canary: StrategyState = { strategy: "canary" };
const both: StrategyState = { strategy: "canary", leaving: "both" };
const primary: StrategyState = { strategy: "canary", leaving: "primary" };
const phases = [undefined, canary, both, primary];

const states = (state: StrategyState | undefined) => new Map([["orders", state]]);
const step = (from: StrategyState | undefined, to: StrategyState | undefined) =>
  strategySteps(states(from), states(to))[0];

describe("steps of the deployment strategy of a service", () => {
  it("enters a strategy in one update", () => {
    assert.deepEqual(step(undefined, canary), { service: "orders", kind: "enter", to: canary, interrupts: false });
  });

  it("leaves it in three updates", () => {
    const steps = [step(canary, both), step(both, primary), step(primary, undefined)];
    assert.deepEqual(
      steps.map((each) => [each?.kind, each?.interrupts, each?.next]),
      [
        ["leave-both", false, "primary"],
        ["leave-primary", false, "remove"],
        ["left", false, undefined],
      ],
    );
  });

  it("interrupts if one of the three is left out, and says which comes first", () => {
    for (const [from, to, first] of [
      [canary, primary, "both"],
      [canary, undefined, "both"],
      [canary, { strategy: "rolling" }, "both"],
      [both, undefined, "primary"],
    ] as const) {
      const found = step(from, to);
      assert.deepEqual([found?.kind, found?.interrupts, found?.first], ["skip", true, first]);
      assert.equal(found?.next, undefined);
    }
  });

  it("goes back into the strategy during these", () => {
    assert.deepEqual([step(both, canary)?.kind, step(primary, canary)?.kind], ["stay", "stay"]);
    assert.deepEqual([step(primary, both)?.kind, step(primary, both)?.next], ["stay", "primary"]);
  });

  it("changes to another strategy in place", () => {
    assert.equal(step(canary, { strategy: "linear" })?.kind, "change");
  });

  it("is none where nothing changes, and rolling is the same as no strategy", () => {
    for (const phase of phases) assert.equal(step(phase, phase), undefined);
    assert.equal(step(undefined, { strategy: "rolling" }), undefined);
  });

  it("is none for services that come or go", () => {
    assert.deepEqual(strategySteps(new Map(), states(canary)), []);
    assert.deepEqual(strategySteps(states(canary), new Map()), []);
  });
});
