import assert from "node:assert/strict";
import { verdictsOf } from "../../support/verdicts";
import { accessAdvice } from "./programs/access-advice";
import { advice } from "./programs/advice";
import { http, restMethod } from "./programs/cases";
import { strategyAdvice } from "./programs/strategy-advice";
import { tlsAdvice } from "./programs/tls-advice";

describe("advice that reviewers expect", () => {
  for (const { rule, reported, sound } of [...advice, ...tlsAdvice, ...accessAdvice, ...strategyAdvice]) {
    const ofRule = (lines: readonly string[]) => lines.filter((line) => line.startsWith(`${rule} `));
    for (const pass of ["preview", "apply"] as const) {
      for (const [title, [program, ...resources]] of Object.entries(reported)) {
        it(`${rule} reports: ${title}, ${pass}`, async () => {
          const { advice, mandatory } = await verdictsOf(pass, program);
          assert.deepEqual(
            ofRule(advice),
            resources.map((resource) => `${rule} ${resource}`),
          );
          assert.deepEqual(ofRule(mandatory), []);
        });
      }
      for (const [title, program] of Object.entries(sound)) {
        it(`${rule} passes: ${title}, ${pass}`, async () => {
          const { advice, undetermined } = await verdictsOf(pass, program);
          assert.deepEqual([...ofRule(advice), ...ofRule(undetermined)], []);
        });
      }
    }
  }

  it("says that an API key is no authorization", async () => {
    const { texts } = await verdictsOf("preview", restMethod({ method: { apiKeyRequired: true } }));
    const wrong = "REST API rest has routes without authorization: ANY /shop; an API key is no authorization. ";
    assert.ok(texts.some((text) => text.startsWith(wrong)));
  });

  it("an API has one finding that names three of its open routes", async () => {
    const { texts } = await verdictsOf("preview", http());
    assert.ok(texts.some((text) => text.startsWith("HTTP API http has routes without authorization: $default. ")));
  });
});
