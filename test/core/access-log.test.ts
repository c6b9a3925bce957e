import assert from "node:assert/strict";
import { accessLogFormat } from "../../core/access-log";

const fieldsOf = (type: "http" | "rest") => JSON.parse(accessLogFormat(type)) as Record<string, string>;

describe("format of access logs", () => {
  for (const type of ["http", "rest"] as const) {
    it(`${type}: one line of JSON below 1,024 characters, with the id of the request`, () => {
      const format = accessLogFormat(type);
      assert.ok(format.length < 1024, String(format.length));
      assert.ok(!format.includes("\n"));
      assert.equal(fieldsOf(type)["requestId"], "$context.requestId");
      for (const variable of Object.values(fieldsOf(type))) assert.match(variable, /^\$context\.[a-zA-Z.]+$/);
    });
  }

  it("the kinds have the same fields, but for what HTTP APIs do not have", () => {
    const [http, rest] = [fieldsOf("http"), fieldsOf("rest")];
    assert.deepEqual(
      Object.keys(rest).filter((name) => !(name in http)),
      ["extendedRequestId", "apiKeyId", "tls", "wafStatus"],
    );
    assert.deepEqual(
      Object.keys(http).filter((name) => !(name in rest)),
      [],
    );
    assert.deepEqual([http["route"], rest["route"]], ["$context.routeKey", "$context.resourcePath"]);
  });

  it("says where a private integration failed", () => {
    for (const type of ["http", "rest"] as const) {
      const { integrationStatus, integrationError, integrationMilliseconds } = fieldsOf(type);
      assert.deepEqual(
        [integrationStatus, integrationError, integrationMilliseconds],
        ["$context.integration.status", "$context.integration.error", "$context.integration.latency"],
      );
    }
  });
});
