import type { QuotaKey } from "../../policies/quotas";
import { article, service } from "../support/scenario";

/** A configuration, and the fullest use of a quota in it: amount, scope and users, counted by hand. */
export type QuotaRow = readonly [
  quota: QuotaKey,
  raw: Record<string, unknown>,
  used: number,
  scope: string,
  users: string,
];

const userPool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123";
const authKeys = {
  auth: { kind: "cognito", userPool, clients: ["web", "mobile"] },
  cors: { origins: ["https://www.example.com"] },
  timeoutSeconds: 20,
};
/** Tokens with scopes, a public path, preflights, and two timeouts, on an HTTP API. */
const guarded = article({
  ...authKeys,
  services: [
    service("orders", "sales", { scopes: ["orders/read", "orders/write"], publicPaths: ["/orders/status"] }),
    service("stock", "supply", { public: true, timeoutSeconds: 25 }),
  ],
});
/** The same on a REST API, with usage plans and the role for logs; what stock streams has no quota of timeouts. */
const withKeys = article({
  ...authKeys,
  option: 5,
  account: { restLogRole: "create" },
  usagePlans: [
    { name: "gold", keys: ["mobile", "partner"] },
    { name: "free", keys: ["web"] },
  ],
  services: [service("orders", "sales"), service("stock", "supply", { timeoutSeconds: 600, streaming: true })],
});

/** One service whose hops have alarms. */
const watched = article({
  option: 2,
  alarms: { topic: "arn:aws:sns:us-east-1:111122223333:on-call" },
  services: [service("orders", "sales")],
});

/** Quotas of who may call an API, and of how long requests may take. */
export const accessRows: readonly QuotaRow[] = [
  ["apigateway.authorizersPerApi", guarded, 1, "API option-1", "authorizer option-1"],
  ["apigateway.authorizersPerApi", withKeys, 1, "API option-5", "authorizer option-5"],
  ["apigateway.audiencesPerAuthorizer", guarded, 2, "authorizer option-1", "web, mobile"],
  ["apigateway.scopesPerRoute", guarded, 2, "route option-1/orders/{proxy+}", "orders/read, orders/write"],
  // Two routes for orders, two for its public path and two for stock, and two for preflights of orders.
  [
    "apigateway.routesPerHttpApi",
    guarded,
    8,
    "API option-1",
    "/orders, /orders/{proxy+}, /orders/status, /orders/status/{proxy+}, /stock, /stock/{proxy+} and 2 more",
  ],
  ["apigateway.integrationsPerHttpApi", guarded, 2, "API option-1", "orders, stock"],
  // The preflights of a REST API need no resources of their own.
  [
    "apigateway.resourcesPerRestApi",
    withKeys,
    5,
    "API option-5",
    "/, /orders, /orders/{proxy+}, /stock, /stock/{proxy+}",
  ],
  ["apigateway.httpIntegrationTimeoutMs", guarded, 25_000, "timeout of 25 s", "stock"],
  ["apigateway.restIntegrationTimeoutMs", withKeys, 20_000, "timeout of 20 s", "orders"],
  [
    "cloudwatch.alarms",
    watched,
    7,
    "account",
    "alarm option-2-errors, alarm option-2-latency, alarm orders-nlb-ports, alarm orders-nlb-unhealthy, alarm orders-nlb-empty, alarm orders-cpu and 1 more",
  ],
  ["apigateway.usagePlansPerKey", withKeys, 1, "API key mobile", "usage plan gold"],
  ["apigateway.apiKeys", withKeys, 3, "account", "API key mobile, API key partner, API key web"],
  ["apigateway.usagePlans", withKeys, 2, "account", "usage plan gold, usage plan free"],
  [
    "iam.rolesPerAccount",
    withKeys,
    5,
    "account",
    "execution role of orders, task role of orders, execution role of stock, task role of stock, role for logs of REST APIs",
  ],
];
