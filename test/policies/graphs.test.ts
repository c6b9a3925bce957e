import assert from "node:assert/strict";
import { fromEngine } from "../../policies/graph/engine";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { asEngine } from "../support/engine-resources";
import { engineGraph, snapshotGraph } from "../support/graphs";
import { runStack } from "../support/run";

describe("graphs of mutants", () => {
  for (const pass of ["preview", "apply"] as const) {
    it(`have the resources of a ${pass} pass as the pack converts them`, async () => {
      const { resources } = await runStack("dev", pass, { option: 4 });
      assert.deepEqual(engineGraph(resources).resources, fromEngine(asEngine(resources)));
      assert.deepEqual(snapshotGraph(resources).resources, fromSnapshot(resources));
    });
  }
});
