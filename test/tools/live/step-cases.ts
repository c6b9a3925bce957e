import type { Sent, Values } from "../../../tools/live/world";
import { origin } from "../../../tools/live/scenes/origin";
import type { Past } from "../../support/stated-world";
import type { Case } from "./step-case";
import { all, both } from "./step-case";
import { furtherCases } from "./further-cases";
import { shiftCases } from "./shift-cases";
import { textCases } from "./text-cases";

const standby = { api: { id: "r", type: "rest", stage: "live", url: "https://r.example" }, url: "https://r.example" };
const cors = { "access-control-allow-origin": origin };
const http = { headers: { "apigw-requestid": "x" } };
const rest = { headers: { "x-amz-apigw-id": "x" } };
const moved = (id: (past: Past) => string) => ({
  "apigatewayv2 get-api-mappings": (past: Past): Values => ({
    Items: [{ ApiMappingId: id(past), ApiId: `api${past.updates}` }],
  }),
});
const replaced = (past: Past) => ({ body: past.updates === 0 ? "1 old" : "2 new" });
const fails = ({ updates }: Past) => (updates === 1 ? { status: 503 } : {});
const listed = { "cloudwatch list-metrics": () => ({ Metrics: [{}] }) };
const unlisted = { "cloudwatch list-metrics": () => ({ Metrics: [] }) };
const tlsApis = {
  "apigatewayv2 get-integrations": () => ({
    Items: [{ IntegrationId: "i", TlsConfig: {} }, { IntegrationId: "plain" }],
  }),
  "apigateway get-resources": () => ({
    items: [
      { id: "r", resourceMethods: { ANY: { methodIntegration: { type: "HTTP_PROXY", uri: "https://internal/web" } } } },
    ],
  }),
};
const stopped =
  (status: number) =>
  (_: Sent, { calls }: Past) =>
    calls.includes("ecs update-service") ? { status } : {};
const rolledBack = "Service deployment rolled back because the circuit breaker threshold was exceeded.";
const vpcLinkLines = (v: string, seconds: number) => ` +  aws:${v}:VpcLink live created (${seconds}s)\n`;
const isPreflight = ({ method }: Sent) => method === "OPTIONS";

export const cases: readonly Case[] = [
  ...both(
    "mapping-to-rest",
    { outputs: { standby }, aws: moved(() => "m"), send: (_, { updates }) => (updates === 0 ? http : rest) },
    { outputs: { standby }, aws: moved(({ updates }) => `m${updates}`), send: (_, past) => fails(past) },
    ...["mapping-moves-http-to-rest", "mapping-propagation", "standby-alb-is-small", "switch-standby-url"],
  ).map((row) => ({
    ...row,
    outcomes: {
      ...row.outcomes,
      "rest-mapping-and-http-mapping": "not seen",
      "switch-propagation-seconds": row.when === "otherwise" ? "not seen" : "holds",
    },
  })),
  ...both(
    "mapping-to-http",
    { aws: moved(() => "m"), send: (_, { updates }) => (updates < 2 ? rest : http) },
    { aws: moved(({ updates }) => `m${updates}`), send: (_, { updates }) => ({ status: updates === 2 ? 403 : 200 }) },
    ...["mapping-moves-rest-to-http", "mapping-propagation-back"],
  ),
  ...both(
    "default-endpoint",
    {
      outputs: { url: "https://live.example.com" },
      send: ({ url }, { updates }) =>
        url.startsWith("https://live") ? {} : { status: updates === 1 ? 404 : updates === 3 ? 403 : 200 },
    },
    { upMinutes: 16, send: (_, { updates }) => ({ status: updates % 2 === 1 ? 402 : 200 }) },
    ...["closed-endpoint-http", "closed-endpoint-rest", "switch-redeployed-rest", "switch-minutes"],
  ),
  ...both("domain-edit", {}, { send: (_, past) => fails(past) }, "domain-change-keeps-serving"),
  {
    step: "link-v2",
    when: "as assumed",
    stated: { deployed: `${vpcLinkLines("apigatewayv2", 152)} +  aws:ec2:NatGateway live created (90s)\n` },
    outcomes: all("holds", "link-v2-creation", "nat-after-gateway"),
  },
  {
    step: "link-v2",
    when: "otherwise",
    stated: { deployed: vpcLinkLines("apigatewayv2", 301) },
    outcomes: { "link-v2-creation": "does not hold", "nat-after-gateway": "not seen" },
  },
  ...both(
    "http-answers",
    {
      send: (sent) =>
        isPreflight(sent)
          ? { status: 204, headers: sent.headers?.["origin"] === origin ? cors : {} }
          : { status: 404, headers: cors, body: '{"message":"Not Found"}' },
    },
    { send: (sent) => (isPreflight(sent) ? { status: 403 } : { status: 404 }) },
    ...["http-preflight-by-api", "http-preflight-other-origin", "http-cors-on-errors", "switch-own-answers"],
  ).map((row) => ({
    ...row,
    outcomes: { ...row.outcomes, ...all("measured", "http-path-decoded", "http-host-header") },
  })),
  ...["alb-drain", "nlb-deregistration", "cloud-map"].flatMap((step) => {
    const ids = {
      "alb-drain": ["alb-drain"],
      "nlb-deregistration": ["nlb-keeps-sending", "nlb-connections-from-links", "stop-timeout-serves"],
      "cloud-map": ["cloud-map-cache", "cloud-map-unhealthy"],
    }[step];
    const more = step === "alb-drain" ? { "start-minutes": "measured" } : {};
    return both(
      step,
      { send: (_, past) => replaced(past) },
      { send: (_, past) => ({ ...replaced(past), ...fails(past) }) },
      ...(ids ?? []),
    ).map((row) => ({ ...row, outcomes: { ...row.outcomes, ...more } }));
  }),
  ...both(
    "failed-update",
    { up: (update) => (update === 2 ? {} : { code: 255, output: rolledBack }), send: () => ({ body: "1 old" }) },
    {
      up: (update) => ({ code: update === 3 ? 0 : 1 }),
      send: (_, { updates }) => ({ status: updates === 1 ? 503 : 200, body: `task ${updates}` }),
    },
    ...["rollback-message", "rollback-serves", "plain-up-is-silent", "refresh-tries-again"],
  ),
  ...both(
    "http-no-target",
    { send: stopped(503) },
    { send: stopped(504) },
    "initial-targets",
    "failed-connection-http",
  ),
  ...both("rest-no-target", { send: stopped(504) }, { send: stopped(503) }, "failed-connection-rest"),
  ...both(
    "access-log",
    { aws: { "apigatewayv2 get-stage": () => ({}) } },
    { aws: { "apigatewayv2 get-stage": () => ({ AccessLogSettings: { DestinationArn: "arn" } }) } },
    "access-log-removed",
  ),
  ...both(
    "http-texts",
    {
      aws: {
        ...tlsApis,
        "apigatewayv2 update-integration": () => "BadRequestException: Timeout should be between 50 ms and 30000 ms",
      },
    },
    { aws: { ...tlsApis, "apigatewayv2 update-integration": () => "BadRequestException: Invalid timeout" } },
    "http-timeout-text",
  ),
  ...both(
    "metrics",
    { aws: listed },
    { aws: unlisted },
    ...["metric-names-api", "stage-error-zeros", "metric-names-balancers", "metric-names-ecs"],
  ),
  ...both("usage-metrics", { aws: listed }, { aws: unlisted }, "usage-metrics"),
  ...both(
    "rest-answers",
    {
      send: (sent) =>
        isPreflight(sent) ? { headers: cors } : sent.url.endsWith("/web") ? {} : { status: 403, headers: cors },
    },
    { send: (sent) => (isPreflight(sent) ? { status: 500 } : { status: 404 }) },
    ...["rest-has-no-stage-prefix", "rest-integration-target-is-a-load-balancer"],
    ...["rest-preflight-binary", "rest-cors-on-errors"],
  ),
  ...both(
    "rest-deployment",
    {},
    { send: ({ url }) => (url.endsWith("/moved") ? { status: 403 } : {}) },
    "rest-deployment-propagation",
  ),
  ...both(
    "rest-throttle",
    { send: ({ url }) => (url.endsWith("/web") ? { status: 429 } : {}) },
    { up: (update) => ({ code: update === 2 ? 255 : 0 }) },
    ...["method-settings-tilde", "other-changes-propagate", "limits-above-the-account"],
  ),
  ...both(
    "rest-link-in-use",
    { aws: { "apigatewayv2 delete-vpc-link": () => "BadRequestException: Cannot delete vpc link" } },
    {},
    "link-v2-in-use",
  ),
  ...furtherCases,
  ...shiftCases,
  ...textCases,
];
