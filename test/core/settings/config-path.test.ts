import assert from "node:assert/strict";
import fc from "fast-check";
import { pathSteps, pathText } from "../../../core/settings/config-path";

describe("paths in the configuration", () => {
  it("a key that is no plain word is quoted", () => {
    assert.equal(pathText(["services", 2, "environment", "A.B"]), 'services[2].environment["A.B"]');
    assert.deepEqual(pathSteps('services[2].environment["A.B"] (orders)'), ["services", 2, "environment", "A.B"]);
    assert.deepEqual(pathSteps('quotas["elb.albsPerRegion"].value'), ["quotas", "elb.albsPerRegion", "value"]);
  });

  it("have the same steps after they were written and read", () => {
    const step = fc.oneof(fc.nat(99), fc.string({ minLength: 1 }));
    fc.assert(
      fc.property(fc.constantFrom("services", "tags"), fc.array(step), (first, rest) => {
        const path = [first, ...rest];
        assert.deepEqual(pathSteps(`${pathText(path)} (orders)`), path);
      }),
    );
  });
});
