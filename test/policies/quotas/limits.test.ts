import assert from "node:assert/strict";
import type { PackConfig } from "../../../policies/config";
import { evaluate } from "../../../policies/evaluate";
import { fromSnapshot } from "../../../policies/graph/snapshot";
import { isCountingRule } from "../../../policies/quota-rule";
import { quotas } from "../../../policies/quotas";
import { rules } from "../../../policies/rules";
import { accessRows } from "./access-rows";
import { accountRows } from "./account-rows";
import { balancerRows } from "./balancer-rows";
import { frontRows } from "./front-rows";
import { otherRows } from "./other-rows";
import type { Row } from "./row";
import { stack } from "./stacks";

const rows: readonly Row[] = [...accountRows, ...balancerRows, ...otherRows, ...frontRows, ...accessRows];

function judged({ rule, quota, limit, stack: build }: Row, used: number) {
  const override = { [quota]: { value: limit, reason: "test" } };
  const lower = limit !== quotas[quota].default || quota.startsWith("fargate.");
  const config: PackConfig = lower ? { quotas: override } : {};
  const results = evaluate(rules, fromSnapshot([...build(used), stack]), config);
  const result = results.find((one) => one.rule.id === rule);
  assert.ok(result, rule);
  return result;
}

describe("each quota rule at its limit and above", () => {
  for (const row of rows) {
    const { title, limit, next = limit + 1, what, users, at = "shop-dev" } = row;
    it(`${row.rule}: ${title}`, () => {
      const full = judged(row, limit);
      assert.deepEqual([full.verdict, full.undetermined], ["pass", []]);
      assert.ok(full.headroom.some((found) => found.used === limit && found.what === what));
      const exceeded = judged(row, next);
      const named = users === undefined ? "" : `: ${users}`;
      assert.deepEqual(
        exceeded.violations.map(({ urn, wrong }) => [urn.split("::").at(-1), wrong]),
        [[at, `${next} ${what} exceed the quota "${quotas[row.quota].name}" of ${limit}${named}`]],
      );
    });
  }

  it("every rule that counts is tested", () => {
    const tested = new Set(rows.map(({ rule }) => rule));
    const counting = rules.filter(isCountingRule).map(({ id }) => id);
    assert.deepEqual(
      counting.filter((id) => !tested.has(id)),
      ["fargate-spot-vcpu-default", "fargate-vcpu-default"],
    );
  });
});
