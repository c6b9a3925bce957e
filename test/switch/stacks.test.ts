import assert from "node:assert/strict";
import { problemsOf } from "../support/scenario";
import { keysIn } from "./keys";
import { allPairs, mixedAsItIs, switchedStacks } from "./stacks";
import type { Pair } from "./steps";
import { timedSteps, topologiesIn } from "./steps";

const problemsIn = (stack: Parameters<typeof keysIn>[0] & { readonly region: string }, pair: Pair) =>
  problemsOf(keysIn(stack, topologiesIn("S1", pair)), stack.region);

describe("stacks that are switched", () => {
  it("20 ordered pairs, and six example stacks", () => {
    assert.equal(new Set(allPairs.map(String)).size, 20);
    assert.deepEqual(
      switchedStacks.map(({ name, pairs }) => `${name} ${String(pairs.length)}`),
      ["dev 20", "shared 5", "mixed 3", "existing 3", "secured 2", "operated 3"],
    );
  });

  for (const stack of switchedStacks) {
    it(`${stack.name}: each pair is allowed, or refused for the reason of the list`, () => {
      for (const pair of allPairs) {
        const refused = stack.refused.find(({ pairs }) => pairs.some((one) => String(one) === String(pair)));
        const found = problemsIn(stack, pair);
        if (refused === undefined) assert.deepEqual(found, [], String(pair));
        else assert.match(found.join("\n"), refused.reason, String(pair));
      }
    });
  }

  it("mixed as it is cannot be switched", () => {
    for (const pair of mixedAsItIs.pairs)
      assert.match(problemsIn(mixedAsItIs, pair).join("\n"), mixedAsItIs.reason, String(pair));
  });
});

describe("steps whose time is written down", () => {
  it("the standby comes and goes, requests move, and the old topology goes", () => {
    assert.deepEqual(
      timedSteps.map(({ name, after = "new" }) => `${name} after ${after}`),
      ["S0-S1 after new", "S1-S0 after S0-S1", "S1-S2 after S0-S1", "S2-S3 after S1-S2"],
    );
  });
});
