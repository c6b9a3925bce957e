import assert from "node:assert/strict";
import { evaluate } from "../../policies/evaluate";
import type { Result } from "../../policies/evaluate";
import { fromEngine } from "../../policies/graph/engine";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { rules } from "../../policies/rules";
import type { CapturedResource } from "../../simulator/run";
import { asEngine } from "../support/engine-resources";
import { runStack } from "../support/run";
import { edit, setInputs } from "./mutants/edit";

const verdictsOf = (results: readonly Result[]) =>
  results.map(({ rule, verdict, violations, undetermined }) => ({ rule: rule.id, verdict, violations, undetermined }));

describe("resources from the engine and from a printed preview", () => {
  const stacks = [...[1, 2, 3, 4, 5].map((option) => ["dev", option] as const), ["secured", 5] as const];
  for (const [stack, option] of stacks) {
    it(`${stack}, option ${option}: both have the same verdicts`, async () => {
      const { resources } = await runStack(stack, "preview", { option });
      assert.deepEqual(
        verdictsOf(evaluate(rules, fromEngine(asEngine(resources)))),
        verdictsOf(evaluate(rules, fromSnapshot(resources))),
      );
    });
  }

  it("a violation stays mandatory when all ids are unknown", async () => {
    const { resources } = await runStack("dev", "preview", { option: 2 });
    const [nlb] = resources.filter(({ type }) => type === "aws:lb/loadBalancer:LoadBalancer");
    assert.ok(nlb);
    const broken = edit(resources, nlb.urn, setInputs({ internal: false })) as CapturedResource[];
    const violated = evaluate(rules, fromEngine(asEngine(broken))).filter(({ violations }) => violations.length > 0);
    const mandatory = violated.filter(({ rule }) => rule.enforcement === "mandatory");
    assert.deepEqual(
      mandatory.map(({ rule }) => rule.id),
      ["balancer-is-internal", "every-route-reaches-its-service"],
    );
  });
});
