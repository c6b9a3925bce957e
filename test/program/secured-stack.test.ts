import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { find, ofType, projectDirectory, runStack } from "../support/run";

describe("example stack secured: an API for the internet", () => {
  for (const option of [2, 3, 4, 5]) {
    it(`option ${option}: all routes but those of public paths need a token with a scope, and an API key`, async () => {
      const result = await runStack("secured", "apply", { option });
      const methods = ofType(result, "aws:apigateway/method:Method")
        .filter(({ inputs }) => inputs["httpMethod"] === "ANY")
        .map(({ name, inputs }): [string, unknown] => [
          name.slice(`option-${option}`.length),
          [inputs["authorization"], inputs["apiKeyRequired"], inputs["authorizationScopes"]],
        ]);
      const token = (scope: string) => ["COGNITO_USER_POOLS", true, [scope]];
      const open = ["NONE", undefined, undefined];
      assert.deepEqual(Object.fromEntries(methods), {
        "/orders": token("shop/orders"),
        "/orders/{proxy+}": token("shop/orders"),
        "/orders/status": open,
        "/orders/status/{proxy+}": open,
        "/reports": token("shop/reports"),
        "/reports/{proxy+}": token("shop/reports"),
        "/exports": token("shop/exports"),
        "/exports/{proxy+}": token("shop/exports"),
        "/catalog": open,
        "/catalog/{proxy+}": open,
      });
      assert.deepEqual(Object.keys(result.outputs["apiKeyIds"] as object).sort(), ["acme", "globex", "website"]);
    });
  }

  it("only one integration waits a minute, and only one streams", async () => {
    const integrations = ofType(await runStack("secured", "apply"), "aws:apigateway/integration:Integration");
    const having = (key: string, value: unknown) =>
      integrations.filter(({ inputs }) => inputs[key] === value).map(({ name }) => name.slice("option-5".length));
    assert.deepEqual(having("timeoutMilliseconds", 60_000).sort(), ["/reports", "/reports/{proxy+}"]);
    assert.deepEqual(having("responseTransferMode", "STREAM").sort(), ["/exports", "/exports/{proxy+}"]);
  });

  it("the log group of the API has the name that the documents say", async () => {
    const { inputs } = find(await runStack("secured", "apply"), "LogGroup", "option-5");
    assert.equal(inputs["name"], "/aws/vendedlogs/private-integrations/secured/option-5");
    const page = readFileSync(join(projectDirectory, "docs", "day-two", "logs.md"), "utf8");
    assert.ok(page.includes("`/aws/vendedlogs/<project>/<stack>/<API>`"));
  });
});
