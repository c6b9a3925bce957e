import assert from "node:assert/strict";
import { evaluate } from "../../policies/evaluate";
import { fromEngine } from "../../policies/graph/engine";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { rules } from "../../policies/rules";
import { asEngine } from "../support/engine-resources";
import { runSmall } from "../support/run";
import { zoneMap } from "../../simulator/aws/zones";
import type { Flaws } from "./plain-program";
import { flawed, plainProgram } from "./plain-program";

const config = { zoneIds: zoneMap("us-east-1") };

async function violatedBy(pass: "preview" | "apply", flaws: Flaws): Promise<readonly string[]> {
  const { resources, errors } = await runSmall(pass, () => {
    plainProgram(flaws);
  });
  assert.deepEqual(errors, []);
  const graph = pass === "preview" ? fromEngine(asEngine(resources)) : fromSnapshot(resources);
  return evaluate(rules, graph, config)
    .filter(({ violations, rule }) => violations.length > 0 && rule.enforcement === "mandatory")
    .map(({ rule }) => rule.id);
}

describe("a program of plain resources, without this project's components", () => {
  for (const pass of ["preview", "apply"] as const) {
    it(`has no violations in the ${pass} pass`, async () => {
      assert.deepEqual(await violatedBy(pass, {}), []);
    });
    for (const [flaws, expected] of flawed) {
      it(`${Object.keys(flaws).join()}, ${pass}: ${expected[0] ?? ""} is violated`, async () => {
        assert.deepEqual(await violatedBy(pass, flaws), expected);
      });
    }
  }
});
