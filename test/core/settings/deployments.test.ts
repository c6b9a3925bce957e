import assert from "node:assert/strict";
import { decide } from "../../../core/decide";
import { deploymentMistakes, withOrders } from "./deployment-mistakes";

/** Problems of a configuration, `where: message => fix`. */
function problems(raw: Record<string, unknown>): readonly string[] {
  const decision = decide(raw, "us-east-1");
  return "problems" in decision
    ? decision.problems.map(({ where, message, fix }) => `${where}: ${message} => ${fix}`)
    : [];
}

describe("settings of deployments", () => {
  for (const { title, given, stack, problem, mended, mendedStack } of deploymentMistakes)
    it(`${title}: is refused, and the way out works`, () => {
      assert.deepEqual(problems(withOrders(given, stack)), [problem]);
      assert.deepEqual(problems(withOrders(mended, mendedStack)), []);
    });

  it("a refused value hides what may follow from it, and nothing else", () => {
    const given = {
      deployment: { strategy: "canary", percent: "5" },
      autoscaling: { minCount: 2, maxCount: 4 },
      cpu: 256,
      memoryMiB: 1,
    };
    assert.deepEqual(
      problems(withOrders(given)).map((text) => text.split(":")[0]),
      ["services[0].deployment.percent (orders)", "services[0].memoryMiB (orders)"],
    );
  });

  for (const option of [1, 2, 3, 4, 5])
    it(`option ${option}: every strategy is allowed, in all states`, () => {
      for (const strategy of ["rolling", "blueGreen", "linear", "canary"])
        for (const phase of [{}, { entering: true }, { leaving: "both" }, { leaving: "primary" }])
          if (strategy !== "rolling" || Object.keys(phase).length === 0)
            assert.deepEqual(problems(withOrders({ deployment: { strategy, ...phase } }, { option })), []);
    });
});
