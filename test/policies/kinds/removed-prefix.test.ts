import assert from "node:assert/strict";
import { httpApi, network } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import { paths, sharedAlb } from "./programs/shared-alb";

/** A route whose integration sends only what the greedy parameter matches, unless it says otherwise. */
const program =
  (routeKey: string, rules: Readonly<Record<string, readonly string[]>>, path = "/$request.path.proxy") =>
  () => {
    const setups = Object.entries(rules).map(
      ([name, patterns]) => ({ name, conditions: paths(...patterns), to: "service" }) as const,
    );
    httpApi("http", sharedAlb(network("home", 40), setups), {
      route: { routeKey },
      integration: { requestParameters: { "overwrite:path": path } },
    });
  };

const orders = { orders: ["/orders", "/orders/*"] };

const proved: Readonly<Record<string, () => void>> = {
  "a rule that expects the rest of the path": program("ANY /api/{proxy+}", orders),
  "a rule that matches all paths": program("ANY /orders/{proxy+}", { orders: ["/*"] }),
  "a rule that matches the fixed part among others": program("ANY /orders/{proxy+}", { orders: ["/o*", "/x*"] }),
  "an integration that keeps the fixed part": program("ANY /orders/{proxy+}", orders, "/orders/$request.path.proxy"),
  "a rule for a repeated part that the integration keeps": program(
    "ANY /orders/{proxy+}",
    { orders: ["/orders/orders/*"] },
    "/orders/$request.path.proxy",
  ),
  "two rules of one service": program("ANY /orders/{proxy+}", { shop: ["/orders/*", "/carts/*"] }),
};

const undetermined: Readonly<Record<string, () => void>> = {
  "a rule that expects the removed part": program("ANY /orders/{proxy+}", orders),
  "a rule that expects a removed part of two segments": program("ANY /v1/orders/{proxy+}", {
    orders: ["/v1/orders/*"],
  }),
};

describe("an integration that removes the fixed part of its route", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [title, run] of Object.entries(proved)) {
      it(`is right before ${title}, ${pass}`, async () => {
        const found = await verdictsOf(pass, run);
        assert.deepEqual(found.mandatory, []);
        assert.deepEqual(Object.values(found.paths), ["proved"]);
      });
    }

    for (const [title, run] of Object.entries(undetermined)) {
      it(`is undetermined before ${title}, ${pass}`, async () => {
        const found = await verdictsOf(pass, run);
        assert.deepEqual(found.mandatory, []);
        assert.deepEqual(Object.values(found.paths), ["undetermined"]);
        assert.match(
          found.texts.join("\n"),
          /whether clients request paths that start with (\/\w+)+: http removes (\/\w+)+ from the path, and listener rule orders expects it/,
        );
      });
    }

    it(`breaks if no rule expects what is left, ${pass}`, async () => {
      const found = await verdictsOf(
        pass,
        program("ANY /orders/{proxy+}", { carts: ["/v1/*"] }, "/x/$request.path.proxy"),
      );
      assert.deepEqual(found.mandatory, ["every-route-reaches-its-service shared"]);
      assert.deepEqual(Object.values(found.paths), ["refuted at listener"]);
    });
  }
});
