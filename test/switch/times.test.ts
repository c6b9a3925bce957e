import assert from "node:assert/strict";
import type { SwitchTimes } from "../../report/switch-times";
import { switchTimesTable } from "../../report/switch-times";
import { allPairs } from "./stacks";
import { timedSteps } from "./steps";
import { recordedTimes } from "./times";

/** Services have the same target groups under these options. */
const ofAlbs = [1, 4, 5];

describe("times of switches", () => {
  it("each pair and each of its steps has a time", () => {
    assert.deepEqual(
      recordedTimes().flatMap(({ from, to, steps }) => steps.map(({ step }) => `${String([from, to])} ${step}`)),
      allPairs.flatMap((pair) => timedSteps.map(({ name }) => `${String(pair)} ${name}`)),
    );
  });

  it("requests move in the time of one call", () => {
    const moves = recordedTimes().flatMap(({ steps }) => steps.filter(({ step }) => step === "S1-S2"));
    assert.deepEqual([...new Set(moves.map(({ seconds }) => seconds))], [10]);
  });

  it("the old topology goes in the time of a deployment, where services leave target groups", () => {
    for (const { from, to, steps } of recordedTimes()) {
      const goes = steps.find(({ step }) => step === "S2-S3");
      const hasTasks = goes?.path.some(({ type }) => type === "aws:ecs/service:Service");
      assert.equal(hasTasks, !ofAlbs.includes(from) || !ofAlbs.includes(to), `${String(from)}, ${String(to)}`);
    }
  });

  it("the table has a row for a pair, minutes, and the path", () => {
    const nlb = { call: "create", type: "aws:lb/loadBalancer:LoadBalancer", name: "sales-nlb", seconds: 150 } as const;
    const mapping = { call: "update", type: "aws-native:apigatewayv2:ApiMapping", name: "a", seconds: 10 } as const;
    const gone = { ...nlb, call: "delete", name: "orders-alb", seconds: 23 } as const;
    const times: SwitchTimes = [
      {
        ...{ from: 1, to: 4 },
        steps: [
          { step: "S0-S1", seconds: 333, path: [nlb] },
          { step: "S1-S2", seconds: 10, path: [mapping] },
          { step: "S2-S3", seconds: 26, path: [gone] },
        ],
      },
    ];
    assert.equal(
      switchTimesTable(times).split("\n").at(-1),
      "| 1, 4 | 5.5 min: NLB | < 1 min: API mapping | < 1 min: ALB deleted | - |",
    );
  });
});
