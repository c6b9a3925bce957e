import assert from "node:assert/strict";
import type { PackConfig } from "../../../policies/config";
import { evaluate } from "../../../policies/evaluate";
import { fromSnapshot } from "../../../policies/graph/snapshot";
import { rules } from "../../../policies/rules";
import { stack } from "./stacks";
import { accessCases } from "./unknown-access";
import { balancerCases } from "./unknown-balancers";
import { networkCases } from "./unknown-networks";

describe("a quota rule with values that are unknown", () => {
  for (const { title, rule: id, quota, limit, resources, verdict } of [
    ...balancerCases,
    ...networkCases,
    ...accessCases,
  ]) {
    it(`${id}: ${title}`, () => {
      const config: PackConfig = { quotas: { [quota]: { value: limit, reason: "test" } } };
      const result = evaluate(rules, fromSnapshot([...resources, stack]), config).find(({ rule }) => rule.id === id);
      assert.ok(result);
      assert.equal(result.verdict, verdict === "violation" ? "violation" : "pass");
      assert.deepEqual(
        result.undetermined.map(({ needs }) => needs),
        typeof verdict === "string" ? [] : [verdict.needs],
      );
    });
  }
});
