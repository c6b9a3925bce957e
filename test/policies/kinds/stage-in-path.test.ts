import assert from "node:assert/strict";
import { httpApi, network } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import type { RuleSetup } from "./programs/shared-alb";
import { paths, sharedAlb } from "./programs/shared-alb";

const program = (stage: string, ...patterns: readonly string[]) => {
  const rule: RuleSetup = { name: "shop", conditions: paths(...patterns), to: "service" };
  httpApi("http", sharedAlb(network("home", 40), [rule]), { stage: { name: stage } });
};

describe("the name of a stage in the path of a private integration", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const patterns of [["/prod/*"], ["/prod*"], ["/prod/shop", "/prod/shop/*"]]) {
      it(`is right if rules match ${patterns.join(" and ")}, ${pass}`, async () => {
        const { mandatory, paths: found } = await verdictsOf(pass, () => {
          program("prod", ...patterns);
        });
        assert.deepEqual(mandatory, []);
        assert.deepEqual(found, { "http $default": "proved" });
      });
    }

    for (const patterns of [["/*"], ["/shop/*"], ["/production/*"]]) {
      it(`is a fault if rules match ${patterns.join(" and ")}, ${pass}`, async () => {
        const { mandatory, paths: found } = await verdictsOf(pass, () => {
          program("prod", ...patterns);
        });
        assert.deepEqual(mandatory, ["http-stage-not-in-path http", "every-route-reaches-its-service http"]);
        assert.deepEqual(found, { "http $default": "refuted at path" });
      });
    }
  }
});
