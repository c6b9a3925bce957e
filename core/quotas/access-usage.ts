import type { Plan } from "../plan";
import type { ApiNode } from "../plan-api";
import { routePath } from "../routes";
import type { Usage } from "./counted";
import { counted } from "./counted";

/** Usage of the quotas of the authorizer of an API, and of the scopes of its routes: only HTTP APIs have those. */
function authorizerUsage({ name, type, authorizer, routes }: ApiNode): Usage[] {
  if (authorizer === undefined) return [];
  const own = counted("apigateway.authorizersPerApi", `API ${name}`, [`authorizer ${name}`]);
  if (type === "rest") return [own];
  const audiences = authorizer.kind === "jwt" ? authorizer.audiences : [];
  return [
    own,
    counted("apigateway.audiencesPerAuthorizer", `authorizer ${name}`, audiences),
    ...routes.map((route) =>
      counted("apigateway.scopesPerRoute", `route ${name}${routePath(route)}`, route.access?.scopes ?? []),
    ),
  ];
}

/**
 * How long API Gateway waits for services, in milliseconds, where the plan says so: once for all services of a timeout,
 * which may be that of the stack. What a service streams has no quota.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
function timeoutUsage({ apis }: Plan): Usage[] {
  return (["http", "rest"] as const).flatMap((kind) => {
    const quota = kind === "http" ? "apigateway.httpIntegrationTimeoutMs" : "apigateway.restIntegrationTimeoutMs";
    const backends = apis.filter(({ type }) => type === kind).flatMap((api) => api.backends);
    const waits = backends.filter(({ streaming }) => streaming !== true);
    const timeouts = new Set(waits.flatMap(({ timeoutSeconds }) => timeoutSeconds ?? []));
    return [...timeouts].map((seconds) => {
      const users = waits.filter(({ timeoutSeconds }) => timeoutSeconds === seconds).map(({ service }) => service);
      return { quota, scope: `timeout of ${seconds} s`, used: seconds * 1000, users: [...new Set(users)] } as const;
    });
  });
}

/** Usage of the quotas of API keys and usage plans. Each key is in one plan; its limits are those of the plan. */
function usagePlanUsage({ usagePlans }: Plan): Usage[] {
  const keys = usagePlans.flatMap((plan) => plan.keys.map((key) => ({ key, plan: `usage plan ${plan.name}` })));
  return [
    counted(
      "apigateway.apiKeys",
      "account",
      keys.map(({ key }) => `API key ${key}`),
    ),
    counted(
      "apigateway.usagePlans",
      "account",
      usagePlans.map(({ name }) => `usage plan ${name}`),
    ),
    ...keys.map(({ key, plan }) => counted("apigateway.usagePlansPerKey", `API key ${key}`, [plan])),
  ];
}

/** Usage of the quotas of who may call the APIs of a plan, and of how long requests may take. */
export const accessUsage = (plan: Plan): Usage[] => [
  ...plan.apis.flatMap(authorizerUsage),
  ...timeoutUsage(plan),
  ...usagePlanUsage(plan),
];
