import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Cases } from "./cases";
import { httpWith, restWith } from "./cases";

const stack = "program-dev";
const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const texts = (prefix: string, count: number) => times(count).map((index) => `${prefix}${index}`);
const jwt = (audiences: readonly string[]) => ({
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: { issuer: "https://login.example.com/", audiences: [...audiences] },
});

const authorizers = (count: number) =>
  httpWith(({ api }) => {
    for (const name of texts("authorizer", count))
      new aws.apigatewayv2.Authorizer(name, { apiId: api.id, ...jwt(["shop"]) });
  });

const audiences = (count: number) =>
  httpWith(({ api }) => {
    new aws.apigatewayv2.Authorizer("tokens", { apiId: api.id, ...jwt(texts("audience", count)) });
  });

const scopes = (count: number) =>
  httpWith(({ api, integration }) => {
    const authorizer = new aws.apigatewayv2.Authorizer("tokens", { apiId: api.id, ...jwt(["shop"]) });
    new aws.apigatewayv2.Route("scoped", {
      apiId: api.id,
      routeKey: "GET /scoped",
      target: pulumi.interpolate`integrations/${integration.id}`,
      authorizationType: "JWT",
      authorizerId: authorizer.id,
      authorizationScopes: texts("scope", count),
    });
  });

const keys = (count: number) =>
  restWith(() => {
    for (const name of texts("key", count)) new aws.apigateway.ApiKey(name, {});
  });

const plans = (count: number) =>
  restWith(() => {
    for (const name of texts("plan", count)) new aws.apigateway.UsagePlan(name, {});
  });

const plansOfKey = (count: number) =>
  restWith(() => {
    const key = new aws.apigateway.ApiKey("mobile", {});
    for (const name of texts("plan", count)) {
      const plan = new aws.apigateway.UsagePlan(name, {});
      new aws.apigateway.UsagePlanKey(name, { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });
    }
  });

const throttles = (count: number) =>
  restWith(({ api, stage }) => {
    const limits = texts("/a", count).map((path) => ({ path: `${path}/GET`, rateLimit: 10, burstLimit: 10 }));
    new aws.apigateway.UsagePlan("gold", {
      apiStages: [{ apiId: api.id, stage: stage.stageName, throttles: limits }],
    });
  });

/** One more than a quota, and as many as `sound`. */
const quota = (
  rule: string,
  limit: number,
  program: (count: number) => () => unknown,
  on: string,
  sound = limit,
): Cases => ({
  rule,
  reported: { [`${limit + 1}`]: { program: program(limit + 1), on, path: "proved" } },
  sound: { [`${sound}`]: program(sound) },
});

/** Quotas of authorizers, API keys and usage plans, which no captured stack has. */
export const accessQuotas: readonly Cases[] = [
  quota("authorizers-per-api-quota", 10, authorizers, "http"),
  quota("audiences-per-authorizer-quota", 50, audiences, "tokens"),
  quota("scopes-per-route-quota", 10, scopes, "scoped"),
  // A sound program with as many keys would take seconds; test/policies/quotas has the limit itself.
  quota("api-keys-quota", 10_000, keys, stack, 1),
  quota("usage-plans-quota", 300, plans, stack),
  quota("usage-plans-per-key-quota", 10, plansOfKey, "mobile"),
  quota("throttles-per-usage-plan-quota", 20, throttles, "gold"),
];
