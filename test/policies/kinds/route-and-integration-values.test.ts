import assert from "node:assert/strict";
import { verdictsOf } from "../../support/verdicts";
import { rest, restMethod } from "./programs/cases";
import { check } from "./programs/check";
import { integrations } from "./programs/integrations";
import { routes } from "./programs/routes";

describe("values of routes and integrations that AWS rejects", () => {
  check([...integrations, ...routes]);

  for (const pass of ["preview", "apply"] as const) {
    it(`a raised quota allows a longer timeout, but not for an edge-optimized API, ${pass}`, async () => {
      const quotas = { "apigateway.restIntegrationTimeoutMs": { value: 60_000, reason: "case 1" } };
      const integration = { timeoutMilliseconds: 45_000 };
      const regional = rest({ integration, api: { endpointConfiguration: { types: "REGIONAL" } } });
      assert.deepEqual((await verdictsOf(pass, regional, { quotas })).mandatory, []);
      assert.deepEqual((await verdictsOf(pass, rest({ integration }), { quotas })).mandatory, [
        "integration-timeout-in-range rest",
        "every-route-reaches-its-service rest",
      ]);
    });

    it(`an API key without any usage plan in the stack is undetermined, ${pass}`, async () => {
      const { mandatory, undetermined, paths } = await verdictsOf(
        pass,
        restMethod({ method: { apiKeyRequired: true } }),
      );
      assert.deepEqual(mandatory, []);
      assert.deepEqual(undetermined, ["api-key-has-usage-plan shop", "every-route-reaches-its-service shop"]);
      assert.deepEqual(paths, { "rest ANY /shop": "undetermined" });
    });
  }
});
