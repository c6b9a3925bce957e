import assert from "node:assert/strict";
import { projectDirectory } from "../support/run";
import { knownTo } from "./measure";
import { benchStack } from "./stack";

describe("the stacks of the bench", () => {
  it("have their raised quotas in this version, which knows all of them and no others", () => {
    const { quotas } = benchStack(100);
    assert.ok("elb.albsPerRegion" in quotas);
    assert.deepEqual(knownTo(projectDirectory, quotas), quotas);
    assert.deepEqual(knownTo(projectDirectory, { ...quotas, "elb.unknown": { value: 1, reason: "none" } }), quotas);
  });
});
