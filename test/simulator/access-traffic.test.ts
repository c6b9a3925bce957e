import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import type { Token } from "../../simulator/aws/traffic/types";
import { guarded, pool, poolIssuer } from "./guarded-api";

const restOptions: readonly Option[] = [2, 3, 4, 5];
const issuer = "https://login.example.com/";
const jwtConfiguration = { issuer, audiences: ["shop"] };
const access = (more: Partial<Token> = {}): { token: Token } => ({
  token: { issuer, use: "access", clientId: "shop", ...more },
});
const ofPool = (use: "id" | "access", more: Partial<Token> = {}) =>
  access({ issuer: poolIssuer, use, ...(use === "id" ? { audience: "web" } : { clientId: "web" }), ...more });

/** An HTTP API whose routes to `orders` take tokens. */
async function withJwt(authorizationScopes?: readonly string[]) {
  const api = await guarded(1);
  const own = { apiId: api.api.id, authorizerType: "JWT", identitySources: ["$request.header.Authorization"] };
  const { id } = api.create("apigatewayv2/authorizer:Authorizer", "jwt", { ...own, jwtConfiguration });
  for (const path of ["/orders", "/orders/{proxy+}"])
    api.route(path, {
      authorizationType: "JWT",
      authorizerId: id,
      ...(authorizationScopes && { authorizationScopes }),
    });
  return api;
}

/** A REST API whose methods of `orders` take tokens of a user pool. */
async function withCognito(option: Option, authorizationScopes?: readonly string[]) {
  const api = await guarded(option);
  const own = { restApi: api.api.id, type: "COGNITO_USER_POOLS", providerArns: [pool] };
  const { id } = api.create("apigateway/authorizer:Authorizer", "cognito", own);
  const scopes = authorizationScopes && { authorizationScopes };
  for (const path of ["/orders", "/orders/{proxy+}"])
    api.method(path, { authorization: "COGNITO_USER_POOLS", authorizerId: id, ...scopes });
  return api;
}

describe("tokens at an HTTP API", () => {
  it("401 without a token, of another issuer or audience; other routes are open", async () => {
    const api = await withJwt();
    assert.equal(api.summary(), "401 access");
    assert.equal(api.summary({ signed: true }), "401 access");
    assert.equal(api.summary(access({ issuer: "https://login.example.com" })), "401 access");
    assert.equal(api.summary(access({ clientId: "other" })), "401 access");
    assert.equal(api.summary(access()), "orders /");
    assert.equal(api.summary(access(), "/live/orders/7"), "orders /7");
    assert.equal(api.summary({}, "/live/stock"), "stock /");
  });

  it("the audience is compared, and the client only of a token without one", async () => {
    const api = await withJwt();
    assert.equal(api.summary(access({ use: "id", audience: "shop", clientId: "other" })), "orders /");
    assert.equal(api.summary(access({ audience: "other", clientId: "shop" })), "401 access");
  });

  it("403 without one of the scopes of the route", async () => {
    const api = await withJwt(["orders/read", "orders/all"]);
    assert.equal(api.summary(access({ scopes: ["stock/read"] })), "403 access");
    assert.equal(api.summary(access({ scopes: ["stock/read", "orders/all"] })), "orders /");
    assert.equal(api.summary(access({ scopes: ["orders/all"], clientId: "other" })), "401 access");
  });

  it("IAM: 403 without a signature", async () => {
    const api = await guarded(1);
    api.route("/orders", { authorizationType: "AWS_IAM" });
    assert.equal(api.summary(access()), "403 access");
    assert.equal(api.summary({ signed: true }), "orders /");
  });
});

for (const option of restOptions) {
  describe(`credentials at a REST API, option ${String(option)}`, () => {
    it("Cognito: nothing changes before the next deployment", async () => {
      const api = await withCognito(option);
      assert.equal(api.summary(), "orders /");
      api.deploy();
      assert.equal(api.summary(), "401 access");
      api.method("/orders", { authorization: "NONE", authorizerId: undefined });
      assert.equal(api.summary(), "401 access");
      api.deploy();
      assert.equal(api.summary(), "orders /");
      assert.equal(api.summary({}, "/live/orders/7"), "401 access");
    });

    it("Cognito without scopes takes ID tokens of any client of the pool", async () => {
      const api = await withCognito(option);
      api.deploy();
      assert.equal(api.summary(ofPool("id")), "orders /");
      assert.equal(api.summary(ofPool("id", { audience: "another client" })), "orders /");
      assert.equal(api.summary(ofPool("access")), "401 access");
      assert.equal(api.summary(ofPool("id", { issuer: `${poolIssuer}4` })), "401 access");
    });

    it("Cognito with scopes takes access tokens with one of them", async () => {
      const api = await withCognito(option, ["orders/read"]);
      api.deploy();
      assert.equal(api.summary(ofPool("access", { scopes: ["orders/read"] })), "orders /");
      assert.equal(api.summary(ofPool("id", { scopes: ["orders/read"] })), "401 access");
      assert.equal(api.summary(ofPool("access", { scopes: ["stock/read"] })), "403 access");
    });

    it("IAM: 403 in other words than of a key", async () => {
      const api = await guarded(option);
      api.method("/orders", { authorization: "AWS_IAM" });
      api.deploy();
      assert.equal(api.summary({ signed: true }), "orders /");
      assert.equal(api.summary(), "403 access");
      assert.match(api.stack.ask("/live/orders").reason, /^{"message":"Missing Authentication Token"}: .*unsigned/);
    });
  });
}

describe("API keys", () => {
  const value = "0123456789abcdefghij";

  async function withKey(apiKeyRequired: boolean) {
    const api = await guarded(5);
    api.method("/orders", { apiKeyRequired });
    api.deploy();
    const { id: keyId } = api.create("apigateway/apiKey:ApiKey", "partner", { name: "partner", value });
    const plan = api.create("apigateway/usagePlan:UsagePlan", "partners", {
      name: "partners",
      apiStages: [{ apiId: api.api.id, stage: "live" }],
    });
    const change = (inputs: Record<string, unknown>) => {
      api.stack.update("UsagePlan", "partners", inputs);
    };
    const join = () =>
      api.create("apigateway/usagePlanKey:UsagePlanKey", "partner", {
        keyId,
        keyType: "API_KEY",
        usagePlanId: plan.id,
      });
    return { api, change, join, ask: (apiKey?: string) => api.summary(apiKey === undefined ? {} : { apiKey }) };
  }

  it("a method that requires one takes only keys of a plan of its stage", async () => {
    const { api, ask, join, change } = await withKey(true);
    assert.deepEqual([ask(), ask(value)], ["403 access", "403 access"]);
    join();
    assert.deepEqual([ask(), ask(value), ask(`${value}k`)], ["403 access", "orders /", "403 access"]);
    change({ apiStages: [] });
    assert.equal(ask(value), "403 access");
    change({ apiStages: [{ apiId: api.api.id, stage: "live" }] });
    api.stack.update("ApiKey", "partner", { enabled: false });
    assert.equal(ask(value), "403 access");
    assert.match(api.stack.ask("/live/orders").reason, /^{"message":"Forbidden"}/);
  });

  it("the limits and the quota of a plan answer 429, for methods that require a key", async () => {
    const { api, join, change } = await withKey(true);
    join();
    const at = (atOnce: number, path?: string) => api.summary({ apiKey: value, atOnce }, path);
    change({ throttleSettings: { rateLimit: 10, burstLimit: 20 } });
    assert.deepEqual([at(20), at(21), at(21, "/live/orders/7")], ["orders /", "429 limits", "orders /7"]);
    const throttles = [{ path: "/orders/ANY", rateLimit: 1, burstLimit: 2 }];
    change({ apiStages: [{ apiId: api.api.id, stage: "live", throttles }] });
    assert.deepEqual([at(2), at(3)], ["orders /", "429 limits"]);
    change({ quotaSettings: { limit: 1, period: "DAY" } });
    assert.match(api.stack.ask("/live/orders", { apiKey: value, atOnce: 2 }).reason, /Limit Exceeded/);
    assert.equal(at(1), "orders /");
  });

  it("a key that no method requires makes no difference", async () => {
    const { ask } = await withKey(false);
    assert.deepEqual([ask(), ask("unknown")], ["orders /", "orders /"]);
  });

  it("authorization comes before the key", async () => {
    const { api, join } = await withKey(true);
    join();
    api.method("/orders", { authorization: "AWS_IAM" });
    api.deploy();
    assert.match(api.stack.ask("/live/orders", { apiKey: value }).reason, /Missing Authentication Token/);
    assert.equal(api.summary({ apiKey: value, signed: true }), "orders /");
    assert.equal(api.summary({ signed: true }), "403 access");
  });
});
