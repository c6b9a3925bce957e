import assert from "node:assert/strict";
import { digestsOf, readDigests, recordedStacks } from "../fixtures/graphs/digest";
import { runStack } from "../support/run";

describe("stacks without tls and domain have the resources of before", () => {
  const recorded = readDigests();
  for (const [stack, option] of recordedStacks) {
    it(`${stack}, option ${option}: names, inputs, parents, dependencies, options, outputs`, async () => {
      const digests = digestsOf(await runStack(stack, "preview", { option }));
      assert.deepEqual(digests, recorded[`${stack}-${option}`], "see test/fixtures/graphs/README.md");
    });
  }
});
