import { resource } from "./stacks";
import type { Case } from "./unknown";
import { unknown } from "./unknown";

const http = resource("apigatewayv2/api:Api", "http", { protocolType: "HTTP" });
const scopes = { rule: "scopes-per-route-quota", quota: "apigateway.scopesPerRoute" } as const;
const plans = { rule: "usage-plans-per-key-quota", quota: "apigateway.usagePlansPerKey" } as const;
const throttles = { rule: "throttles-per-usage-plan-quota", quota: "apigateway.throttlesPerUsagePlan" } as const;
const route = resource("apigatewayv2/route:Route", "orders", { apiId: "http", routeKey: "GET /orders" });
const [mobile, web] = ["mobile", "web"].map((name) => ({
  ...resource("apigateway/apiKey:ApiKey", name),
  outputs: {},
})) as [ReturnType<typeof resource>, ReturnType<typeof resource>];
const membership = (name: string) => resource("apigateway/usagePlanKey:UsagePlanKey", name, { keyId: name });
const plan = (apiStages: unknown) => resource("apigateway/usagePlan:UsagePlan", "gold", { apiStages });

/** Unknown scopes, keys and throttles. */
export const accessCases: readonly Case[] = [
  {
    title: "an unknown list of scopes may be too long",
    ...scopes,
    limit: 10,
    resources: [http, unknown(route, "authorizationScopes", [])],
    verdict: { needs: "authorizationScopes of route orders" },
  },
  {
    title: "an unknown key of two may be the one that is in a plan already",
    ...plans,
    limit: 1,
    resources: [
      mobile,
      web,
      unknown(membership("first"), "keyId", [mobile]),
      unknown(membership("second"), "keyId", [mobile, web]),
    ],
    verdict: { needs: "the key of second" },
  },
  {
    title: "unknown keys that come from one resource each are different",
    ...plans,
    limit: 1,
    resources: [
      mobile,
      web,
      unknown(membership("first"), "keyId", [mobile]),
      unknown(membership("second"), "keyId", [web]),
    ],
    verdict: "pass",
  },
  {
    title: "unknown stages of a usage plan may have throttles",
    ...throttles,
    limit: 20,
    resources: [unknown(plan([]), "apiStages", [])],
    verdict: { needs: "the throttles in apiStages of gold" },
  },
  {
    title: "too many known throttles beside unknown stages are too many",
    ...throttles,
    limit: 1,
    resources: [plan([{ throttles: [{ path: "/a/GET" }, { path: "/b/GET" }] }])],
    verdict: "violation",
  },
];
