import assert from "node:assert/strict";
import { verdictsOf } from "../../support/verdicts";
import { http } from "./programs/cases";
import { check } from "./programs/check";
import { httpValues, routeTo } from "./programs/http-values";

describe("values of APIs, routes and target groups that AWS rejects", () => {
  check(httpValues);
});

describe("routes that name no integration", () => {
  const broken = ["route-names-integration more", "every-route-reaches-its-service more"];
  const paths = { "http $default": "proved", "http GET /more": "refuted at route" };
  for (const pass of ["preview", "apply"] as const) {
    it(`a second route without a target is refuted, ${pass}`, async () => {
      const found = await verdictsOf(
        pass,
        routeTo(() => undefined),
      );
      assert.deepEqual([found.mandatory, found.paths], [broken, paths]);
    });

    it(`a second route with a target of another form is refuted, ${pass}`, async () => {
      const found = await verdictsOf(
        pass,
        routeTo(() => "integration/abc123"),
      );
      assert.deepEqual([found.mandatory, found.paths], [broken, paths]);
    });

    it(`the only route without a target is reported, ${pass}`, async () => {
      const { mandatory } = await verdictsOf(pass, http({ route: { target: undefined } }));
      assert.deepEqual(mandatory, ["route-names-integration http"]);
    });
  }
});
