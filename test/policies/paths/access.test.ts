import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { verdictsOf } from "../../support/verdicts";
import { http, httpWith, restMethod } from "../kinds/programs/cases";

const issuer = "https://login.example.com/";
const key = { method: { apiKeyRequired: true } };

/** What of a usage plan and its keys a program has. */
interface Keys {
  readonly stage?: string;
  readonly key?: Partial<aws.apigateway.ApiKeyArgs>;
  /** Without it, the stack has the key, but the plan does not. */
  readonly inPlan?: boolean;
}

const withKey = ({ stage = "live", key: args = {}, inPlan = true }: Keys) =>
  restMethod({
    ...key,
    with: (api) => {
      const plan = new aws.apigateway.UsagePlan("gold", { apiStages: [{ apiId: api.id, stage }] });
      const shop = new aws.apigateway.ApiKey("shop-key", args);
      if (!inPlan) return [];
      new aws.apigateway.UsagePlanKey("shop-key", { keyId: shop.id, keyType: "API_KEY", usagePlanId: plan.id });
      return [];
    },
  });

/** A usage plan whose keys the stack does not show. */
const planAlone = restMethod({
  ...key,
  with: (api) => [new aws.apigateway.UsagePlan("gold", { apiStages: [{ apiId: api.id, stage: "live" }] })],
});

const foreignKey = restMethod({
  ...key,
  with: (api) => {
    const plan = new aws.apigateway.UsagePlan("gold", { apiStages: [{ apiId: api.id, stage: "live" }] });
    new aws.apigateway.UsagePlanKey("partner", { keyId: "a1b2c3d4e5", keyType: "API_KEY", usagePlanId: plan.id });
    return [];
  },
});

/** A second route, whose JWT authorizer belongs to its own API or to another one. */
const guarded = (owner: "own" | "other") =>
  httpWith(({ api, integration }) => {
    const other = owner === "own" ? api : new aws.apigatewayv2.Api("other", { protocolType: "HTTP" });
    const authorizer = new aws.apigatewayv2.Authorizer("auth", {
      apiId: other.id,
      authorizerType: "JWT",
      identitySources: ["$request.header.Authorization"],
      jwtConfiguration: { issuer, audiences: ["shop"] },
    });
    new aws.apigatewayv2.Route("orders", {
      apiId: api.id,
      routeKey: "GET /orders",
      target: pulumi.interpolate`integrations/${integration.id}`,
      authorizationType: "JWT",
      authorizerId: authorizer.id,
      authorizationScopes: ["orders/read"],
    });
  });

const shop = "rest ANY /shop";

describe("the access of a route", () => {
  for (const pass of ["preview", "apply"] as const) {
    it(`a client with a key of the usage plan passes, ${pass}`, async () => {
      assert.deepEqual((await verdictsOf(pass, withKey({}))).paths, { [shop]: "proved" });
      assert.deepEqual((await verdictsOf(pass, foreignKey)).paths, { [shop]: "proved" });
    });

    const nobody: Readonly<Record<string, [Keys, RegExp]>> = {
      "a plan without keys": [{ inPlan: false }, /usage plan gold has no API key, so nobody has one/],
      "a disabled key": [{ key: { enabled: false } }, /every API key of usage plan gold is disabled/],
      "a plan with another stage": [{ stage: "test" }, /no usage plan of the stack has stage rest/],
    };
    for (const [title, [keys, wrong]] of Object.entries(nobody)) {
      it(`a key that nobody has breaks the path: ${title}, ${pass}`, async () => {
        const { paths, texts, mandatory } = await verdictsOf(pass, withKey(keys));
        assert.deepEqual(paths, { [shop]: "refuted at access" });
        assert.ok(texts.some((text) => wrong.test(text)));
        for (const rule of ["api-key-has-usage-plan", "every-route-reaches-its-service"])
          assert.ok(mandatory.includes(`${rule} shop`), rule);
      });
    }

    it(`keys of which the stack shows none are undetermined, ${pass}`, async () => {
      const { paths, texts, mandatory } = await verdictsOf(pass, planAlone);
      assert.deepEqual(paths, { [shop]: "undetermined" });
      assert.ok(!mandatory.includes("api-key-has-usage-plan shop"));
      assert.ok(texts.includes("at access: an API key of usage plan gold"));
    });

    it(`an authorizer of the own API is passed, one of another API breaks the path, ${pass}`, async () => {
      assert.deepEqual((await verdictsOf(pass, guarded("own"))).paths, {
        "http $default": "proved",
        "http GET /orders": "proved",
      });
      const { paths, texts, mandatory } = await verdictsOf(pass, guarded("other"));
      assert.deepEqual(mandatory, ["route-has-authorizer orders", "every-route-reaches-its-service orders"]);
      assert.deepEqual(paths, { "http $default": "proved", "http GET /orders": "refuted at access" });
      assert.ok(texts.some((text) => text.includes("authorizer auth, which belongs to another API")));
    });

    it(`an authorizer outside the stack is undetermined, and IAM needs none, ${pass}`, async () => {
      const outside = http({ route: { authorizationType: "JWT", authorizerId: "a1b2c3" } });
      assert.deepEqual((await verdictsOf(pass, outside)).paths, { "http $default": "undetermined" });
      const iam = http({ route: { authorizationType: "AWS_IAM" } });
      assert.deepEqual((await verdictsOf(pass, iam)).paths, { "http $default": "proved" });
    });
  }
});
