import assert from "node:assert/strict";
import { program as codeDeploy } from "../../fixtures/field/20-codedeploy";
import { program as sound } from "../../fixtures/field/00-sound";
import { program as regionalNat } from "../../fixtures/field/31-regional-nat";
import { verdictsOf } from "../../support/verdicts";

const programs = { sound, codeDeploy, regionalNat };

describe("sound programs from the field", () => {
  for (const [name, program] of Object.entries(programs)) {
    for (const pass of ["preview", "apply"] as const) {
      it(`${name} has no mandatory finding, ${pass}`, async () => {
        const { mandatory, paths } = await verdictsOf(pass, program);
        assert.deepEqual(mandatory, []);
        assert.ok(Object.keys(paths).length > 0);
        assert.ok(Object.values(paths).every((verdict) => verdict === "proved"));
      });
    }
  }
});
