import type { Case } from "./step-case";
import { all, both } from "./step-case";

const standby = { api: { id: "r", type: "rest", stage: "live", url: "https://r.example" }, url: "https://r.example" };
const resources = {
  "apigateway get-resources": () => ({
    items: [{ id: "r", resourceMethods: { ANY: { methodIntegration: { type: "HTTP_PROXY" } } } }],
  }),
};
const accountTexts = ["usage-plan-key-text", "alarm-period-text", "schedule-name-text"];
const domainTexts = ["delete-of-a-mapped-stage", "domain-policy-text", "domain-certificate-not-issued"];
const domainKeys = ["switch-multi-level-key", "mapping-by-segments", "reserved-ping-below-base-path"];
const results = (filled: number, zero: number, quota: number) => ({
  "cloudwatch get-metric-data": () => ({
    MetricDataResults: Object.entries({ filled, zero, quota }).map(([Id, length]) => ({
      Id,
      Values: Array.from({ length }, () => 0),
    })),
  }),
});
const listed = (...ids: readonly string[]) => ({
  "apigatewayv2 get-api-mappings": () => ({ Items: [{ ApiMappingId: "m" }] }),
  "cloudcontrol list-resources": () => ({ ResourceDescriptions: ids.map((Identifier) => ({ Identifier })) }),
});
const movedTo = (api: string) => ({
  "apigatewayv2 get-api-mappings": ({ updates }: { updates: number }) => ({
    Items: [{ ApiMappingId: "m", ApiId: updates === 0 ? "a1" : api }],
  }),
});

export const textCases: readonly Case[] = [
  ...both(
    "account-texts",
    {
      aws: {
        "apigateway create-usage-plan-key": () => "NotFoundException: Invalid Usage Plan ID specified",
        "cloudwatch put-metric-alarm": () => "ValidationError: Period must be 10, 20, 30 or a multiple of 60",
        "scheduler create-schedule": () => "ValidationException: 1 validation error detected",
      },
    },
    {
      aws: {
        "apigateway create-usage-plan-key": () => "NotFoundException: no such plan",
        "cloudwatch put-metric-alarm": () => "ValidationError: Invalid period",
      },
    },
    ...accountTexts,
  ),
  ...both(
    "rest-texts",
    { aws: resources },
    {
      aws: { ...resources, "apigateway update-integration": () => "BadRequestException: Timeout should be between" },
    },
    "streaming-timeout",
  ),
  ...both(
    "domain-texts",
    {
      aws: {
        "apigatewayv2 delete-stage": () => "BadRequestException: remove all base path mappings related to the stage",
        "apigatewayv2 update-domain-name": () => "BadRequestException: Invalid security policy",
        "apigatewayv2 create-domain-name": () => "BadRequestException: The certificate is not issued",
      },
    },
    {},
    ...domainTexts,
  ).map((row) => ({ ...row, outcomes: { ...row.outcomes, "cloud-control-codes": "measured" } })),
  ...both(
    "domain-keys",
    {
      outputs: { standby },
      aws: listed("m|live.example.com"),
      send: ({ url }) => (/v1more|ping/.test(url) ? { status: 403 } : {}),
    },
    {
      outputs: { standby },
      aws: listed("live.example.com|m"),
      send: ({ url }) => (url.includes("standby") ? { status: 403 } : {}),
    },
    ...[...domainKeys, "mapping-id-in-cloud-control"],
  ),
  ...both(
    "metric-math",
    { aws: results(1, 0, 0) },
    { aws: results(0, 1, 1) },
    ...["fill-without-datapoint", "strategy-metric-zero", "quota-function-gaps"],
  ),
  ...both(
    "http-edits",
    { send: (sent, { sent: count }) => (sent.url.endsWith("/moved") && count > 1 ? { status: 429 } : {}) },
    { send: ({ url }) => (url.endsWith("/moved") ? { status: 404 } : {}) },
    ...["http-stage-propagation", "http-throttle-answers"],
  ),
  ...both(
    "usage-plan",
    { send: () => ({ status: 403, body: '{"message":"Missing Authentication Token"}' }) },
    {
      send: () => ({ status: 403, body: '{"message":"API key required"}' }),
      aws: { "apigateway delete-stage": () => "BadRequestException: in use" },
    },
    ...["order-of-checks", "usage-plan-deleted-api"],
  ),
  ...both("connect", {}, { send: () => ({ status: 503 }) }, "cloud-map-beside-connect", "connect-port-80"),
  {
    step: "failed-switch",
    when: "as assumed",
    stated: { aws: movedTo("r"), up: () => ({ code: 255 }) },
    outcomes: all("holds", "switch-outputs-after-failure"),
  },
  {
    step: "failed-switch",
    when: "the mapping has not moved",
    stated: { aws: movedTo("a1"), up: () => ({ code: 255 }) },
    outcomes: all("not seen", "switch-outputs-after-failure"),
  },
];
