import assert from "node:assert/strict";
import type { AskedService, DeployedService, StrategyState } from "../../core/deployment-steps";
import { strategySteps } from "../../core/deployment-steps";
import type { GovernedPlace } from "../../core/governed-places";

const canary: StrategyState = { strategy: "canary" };
const entering: StrategyState = { strategy: "canary", entering: true };
const both: StrategyState = { strategy: "canary", leaving: "both" };
const primary: StrategyState = { strategy: "canary", leaving: "primary" };
const phases = [undefined, entering, canary, both, primary];

const dedicated: GovernedPlace = { targetGroup: "orders-alb", listener: "orders-alb 80", lasts: false };
const nlb: GovernedPlace = { targetGroup: "orders-nlb", listener: "orders-nlb 80", lasts: true };

interface Change {
  /** Where it is deployed. */
  readonly before?: GovernedPlace;
  /** Where the stack file has it, by its present and former names. */
  readonly after?: readonly GovernedPlace[];
}

function step(
  from: StrategyState | undefined,
  to: StrategyState | undefined,
  { before = dedicated, after = [before] }: Change = {},
) {
  const { targetGroup, listener } = before;
  const deployed: DeployedService = {
    ...(from === undefined ? {} : { state: { ...from, targetGroup } }),
    listeners: [listener],
  };
  const asked: AskedService = { ...(to === undefined ? {} : { state: to }), places: to === undefined ? [] : after };
  const steps = strategySteps(new Map([["orders", deployed]]), new Map([["orders", asked]]), new Set([listener]));
  return steps[0];
}

describe("steps of the deployment strategy of a service", () => {
  it("enters a strategy in one update behind a dedicated ALB", () => {
    assert.deepEqual(step(undefined, canary), { service: "orders", kind: "enter", to: canary, interrupts: false });
  });

  it("enters it in two updates behind a shared ALB or an NLB, because AWS refuses one", () => {
    for (const to of [canary, both]) {
      const refused = step(undefined, to, { before: nlb });
      assert.deepEqual([refused?.kind, refused?.first, refused?.interrupts], ["skip", "entering", false]);
    }
    const [first, second] = [step(undefined, entering, { before: nlb }), step(entering, canary, { before: nlb })];
    assert.deepEqual([first?.kind, first?.next], ["prepare", "strategy"]);
    assert.deepEqual([second?.kind, second?.next], ["enter", undefined]);
  });

  it("is prepared behind a dedicated ALB too, and goes back without harm", () => {
    assert.deepEqual([step(undefined, entering)?.kind, step(entering, undefined)?.kind], ["prepare", "left"]);
    assert.equal(step(entering, { strategy: "rolling" })?.interrupts, false);
    assert.equal(step(primary, entering)?.kind, "prepare");
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
      [canary, entering, "both"],
      [canary, { strategy: "rolling" }, "both"],
      [both, undefined, "primary"],
      [both, entering, "primary"],
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
    assert.equal(step(entering, { strategy: "linear", entering: true })?.kind, "change");
  });

  it("is none where nothing changes, and rolling is the same as no strategy", () => {
    for (const place of [dedicated, nlb])
      for (const phase of phases) assert.equal(step(phase, phase, { before: place }), undefined);
    assert.equal(step(undefined, { strategy: "rolling" }), undefined);
  });

  it("is none for services that come or go", () => {
    const [deployed, asked] = [{ listeners: [] }, { state: canary, places: [nlb] }];
    assert.deepEqual(strategySteps(new Map(), new Map([["orders", asked]]), new Set()), []);
    assert.deepEqual(strategySteps(new Map([["orders", deployed]]), new Map(), new Set()), []);
  });
});

describe("edits of a service with a strategy that move its requests", () => {
  const tls: GovernedPlace = { ...dedicated, listener: "orders-alb 443" };
  const containerTls: GovernedPlace = { ...dedicated, targetGroup: "orders-alb-tls" };

  it("another listener is refused while the alternate has requests, or gets them in this update", () => {
    const kind = (from: StrategyState | undefined, to: StrategyState | undefined) =>
      step(from, to, { after: [tls] })?.kind;
    for (const [from, to] of [
      [canary, canary],
      [canary, both],
      [both, both],
      [both, primary],
      [undefined, canary],
      [entering, canary],
      [primary, canary],
    ] as const)
      assert.equal(kind(from, to), "move", `${JSON.stringify(from)} to ${JSON.stringify(to)}`);
    for (const phase of [entering, primary]) assert.equal(kind(phase, phase), undefined);
    assert.deepEqual([kind(undefined, entering), kind(primary, undefined)], ["prepare", "left"]);
  });

  it("other target groups are refused in every phase, because ECS or AWS keeps the old ones in the action", () => {
    for (const phase of [entering, canary, both, primary])
      assert.equal(step(phase, phase, { after: [containerTls] })?.kind, "move");
  });

  it("a listener of a shared load balancer that other services had before is another one", () => {
    const shared: GovernedPlace = { targetGroup: "web-alb-orders", listener: "web-alb 80", lasts: true };
    const listeners = new Set(["orders-alb 80", "web-alb 80"]);
    const asked = new Map([["orders", { state: canary, places: [shared] }]]);
    const deployed = (state: object) => new Map([["orders", { ...state, listeners: ["orders-alb 80"] }]]);
    for (const state of [{}, { state: { ...canary, targetGroup: "orders-alb" } }])
      assert.equal(strategySteps(deployed(state), asked, listeners)[0]?.kind, "move");
  });

  it("a renamed service stays where it is", () => {
    const renamed: GovernedPlace = { ...dedicated, targetGroup: "sales-alb", listener: "sales-alb 80" };
    assert.equal(step(canary, canary, { after: [renamed, dedicated] }), undefined);
    assert.equal(step(canary, canary, { after: [renamed] })?.kind, "move");
  });

  it("a skipped update comes first", () => {
    assert.equal(step(canary, primary, { after: [tls] })?.kind, "skip");
  });
});

describe("alarms of a service with a strategy", () => {
  it("are removed in two updates, because the provider does not send that there are none", () => {
    const [on, off] = [{ ...canary, alarms: "on" } as const, { ...canary, alarms: "off" } as const];
    assert.deepEqual([step(on, canary)?.kind, step(on, { ...both, alarms: "off" })?.kind], ["alarms", "leave-both"]);
    assert.equal(step(on, both)?.kind, "alarms");
    for (const [from, to] of [
      [on, off],
      [off, canary],
      [off, on],
      [canary, on],
    ] as const)
      assert.equal(step(from, to), undefined);
  });
});
