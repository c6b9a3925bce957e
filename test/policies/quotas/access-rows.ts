import { row } from "./row";
import type { Row } from "./row";
import { resource, several } from "./stacks";

const http = resource("apigatewayv2/api:Api", "http", { protocolType: "HTTP" });
const rest = resource("apigateway/restApi:RestApi", "rest");
const texts = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const membership = (name: string, keyId: string) =>
  resource("apigateway/usagePlanKey:UsagePlanKey", name, { keyId, keyType: "API_KEY", usagePlanId: name });
const throttles = (stage: string, count: number) => ({
  apiId: "rest",
  stage,
  throttles: texts("/a", count).map((path) => ({ path: `${path}/GET`, rateLimit: 1, burstLimit: 1 })),
});

/** Quotas of authorizers, API keys and usage plans. */
export const accessRows: readonly Row[] = [
  {
    title: "authorizers of an HTTP API",
    rule: "authorizers-per-api-quota",
    quota: "apigateway.authorizersPerApi",
    limit: 10,
    stack: (n) => [
      http,
      rest,
      ...several("apigatewayv2/authorizer:Authorizer", n, { apiId: "http", authorizerType: "JWT" }),
      ...several("apigateway/authorizer:Authorizer", 9, { restApi: "rest" }, "other"),
    ],
    what: "authorizers of HTTP API http",
    at: "http",
  },
  {
    title: "authorizers of a REST API",
    rule: "authorizers-per-api-quota",
    quota: "apigateway.authorizersPerApi",
    limit: 10,
    stack: (n) => [rest, ...several("apigateway/authorizer:Authorizer", n, { restApi: "rest" })],
    what: "authorizers of REST API rest",
    at: "rest",
  },
  {
    title: "audiences of an authorizer",
    rule: "audiences-per-authorizer-quota",
    quota: "apigateway.audiencesPerAuthorizer",
    limit: 50,
    stack: (n) => [
      resource("apigatewayv2/authorizer:Authorizer", "tokens", { jwtConfiguration: { audiences: texts("a", n) } }),
      resource("apigatewayv2/authorizer:Authorizer", "function", { authorizerType: "REQUEST" }),
    ],
    what: "audiences of authorizer tokens",
    at: "tokens",
  },
  {
    title: "scopes of a route",
    rule: "scopes-per-route-quota",
    quota: "apigateway.scopesPerRoute",
    limit: 10,
    stack: (n) => [
      resource("apigatewayv2/route:Route", "orders", { routeKey: "GET /orders", authorizationScopes: texts("s", n) }),
      resource("apigatewayv2/route:Route", "open", { routeKey: "GET /open" }),
    ],
    what: "scopes of route orders",
    at: "orders",
  },
  row("API keys", "api-keys-quota", "apigateway.apiKeys", 3, (n) => several("apigateway/apiKey:ApiKey", n), {
    what: "API keys",
    users: "a1, a2, a3, a4",
  }),
  row(
    "usage plans",
    "usage-plans-quota",
    "apigateway.usagePlans",
    3,
    (n) => several("apigateway/usagePlan:UsagePlan", n),
    { what: "usage plans", users: "a1, a2, a3, a4" },
  ),
  {
    title: "usage plans of a key",
    rule: "usage-plans-per-key-quota",
    quota: "apigateway.usagePlansPerKey",
    limit: 10,
    stack: (n) => [
      resource("apigateway/apiKey:ApiKey", "mobile"),
      resource("apigateway/apiKey:ApiKey", "web"),
      ...texts("m", n).map((name) => membership(name, "mobile")),
      ...texts("w", 9).map((name) => membership(name, "web")),
    ],
    what: "usage plans of API key mobile",
    at: "mobile",
  },
  {
    title: "usage plans of a key outside the stack",
    rule: "usage-plans-per-key-quota",
    quota: "apigateway.usagePlansPerKey",
    limit: 10,
    stack: (n) => texts("m", n).map((name) => membership(name, "0a1b2c3d4e")),
    what: "usage plans of API key 0a1b2c3d4e",
    at: "m0",
  },
  {
    title: "throttles of methods on both stages of a usage plan",
    rule: "throttles-per-usage-plan-quota",
    quota: "apigateway.throttlesPerUsagePlan",
    limit: 20,
    stack: (n) => [
      resource("apigateway/usagePlan:UsagePlan", "gold", {
        apiStages: [throttles("live", n - 5), throttles("test", 5), { apiId: "other", stage: "live" }],
      }),
      resource("apigateway/usagePlan:UsagePlan", "free", { throttleSettings: { rateLimit: 1, burstLimit: 1 } }),
    ],
    what: "throttles of methods in usage plan gold",
    at: "gold",
  },
];
