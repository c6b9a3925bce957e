import assert from "node:assert/strict";
import { permissions } from "../../report/permissions";
import { runStack } from "../support/run";

describe("permissions of the deploying role", () => {
  it("cover exactly the resource types that the program creates", async () => {
    const created = new Set<string>();
    for (const stack of ["dev", "shared", "existing"]) {
      for (const option of [1, 2, 3, 4, 5]) {
        for (const { type } of (await runStack(stack, "preview", { option })).resources) created.add(type);
      }
    }
    for (const { type } of (await runStack("mixed", "preview")).resources) created.add(type);
    const ofAws = [...created].filter((type) => type.startsWith("aws:"));
    assert.deepEqual(Object.keys(permissions).sort(), ofAws.sort());
  });
});
