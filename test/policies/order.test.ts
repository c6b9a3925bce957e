import assert from "node:assert/strict";
import fc from "fast-check";
import type { PackConfig } from "../../policies/config";
import { evaluate } from "../../policies/evaluate";
import { fromEngine } from "../../policies/graph/engine";
import { graphOf } from "../../policies/graph/graph";
import type { Resource } from "../../policies/graph/resource";
import type { SnapshotResource } from "../../policies/graph/snapshot";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { prove } from "../../policies/paths/prove";
import type { QuotaKey } from "../../policies/quotas";
import { quotaKeys } from "../../policies/quotas";
import { reports } from "../../policies/reports";
import { rules, singleRules } from "../../policies/rules";
import { asEngine } from "../support/engine-resources";
import { runStack } from "../support/run";

/** Quotas of zero make every quota rule report; the acknowledgement names one of two resources that count. */
const none = { value: 0, reason: "test" };
const config: PackConfig = {
  quotas: Object.fromEntries(quotaKeys.map((key): [QuotaKey, typeof none] => [key, none])),
  acknowledge: [{ rule: "vpc-links-v2-quota", resource: "supply", reason: "test" }],
};

/** Everything that the pack says on a stack. */
function saidOn(resources: readonly Resource[]) {
  const results = evaluate(rules, resources, config);
  return {
    results,
    notices: reports.map(({ notices }) => notices(results, config)),
    proofs: prove({ graph: graphOf(resources), config, rules: singleRules }),
  };
}

const shuffled = <T>(items: readonly T[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

/** The resources in another order, and the dependencies of each too. */
const reordered = (resources: readonly SnapshotResource[]) =>
  fc.tuple(shuffled(resources), fc.boolean()).map(([all, turned]) =>
    all.map((resource): SnapshotResource => ({
      ...resource,
      dependencies: turned ? [...resource.dependencies].reverse() : resource.dependencies,
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, turned ? [...urns].reverse() : urns]),
      ),
    })),
  );

const stacks = [
  ["dev", 1],
  ["dev", 3],
  ["dev", 5],
  ["shared", 4],
  ["mixed", 1],
  ["existing", 2],
  ["secured", 5],
  ["operated", 5],
  ["released", 5],
] as const;

describe("the order in which a program registers resources", () => {
  for (const [stack, option] of stacks) {
    for (const pass of ["preview", "apply"] as const) {
      it(`changes no verdict and no resource of a finding: ${stack}, option ${option}, ${pass}`, async () => {
        const { resources } = await runStack(stack, pass, { option });
        const convert = (list: readonly SnapshotResource[]) =>
          pass === "preview" ? fromEngine(asEngine(list)) : fromSnapshot(list);
        const expected = saidOn(convert(resources));
        assert.ok(expected.results.filter(({ verdict }) => verdict === "violation").length > 10);
        fc.assert(
          fc.property(reordered(resources), (list) => {
            assert.deepEqual(saidOn(convert(list)), expected);
          }),
          { numRuns: 8 },
        );
      });
    }
  }

  it("an acknowledgement that names a resource that counts holds in every order", async () => {
    const { resources } = await runStack("dev", "preview", { option: 1 });
    for (const list of [resources, [...resources].reverse()]) {
      const result = evaluate(rules, fromSnapshot(list), config).find(({ rule }) => rule.id === "vpc-links-v2-quota");
      assert.deepEqual(result?.verdict, "pass");
      assert.equal(result.acknowledged.length, 1);
    }
  });
});
