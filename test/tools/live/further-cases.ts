import type { Sent } from "../../../tools/live/world";
import type { Past } from "../../support/stated-world";
import type { Case } from "./step-case";
import { all, both } from "./step-case";

const standby = {
  option: 5,
  url: "https://b2.example",
  api: { id: "b2", type: "rest", stage: "live", url: "https://b2.example" },
};
const governed = (weights: (past: Past) => readonly number[]) => ({
  "elbv2 describe-listeners": () => ({ Listeners: [{ ListenerArn: "l" }] }),
  "elbv2 describe-rules": (past: Past) => ({
    Rules: [
      {
        Actions: [
          { ForwardConfig: { TargetGroups: weights(past).map((Weight, n) => ({ TargetGroupArn: `g${n}`, Weight })) } },
        ],
      },
    ],
  }),
});
const swapped = ({ updates }: Past) => (updates < 2 ? [0, 100] : [100, 0]);
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
const broken =
  (status: number) =>
  (_: Sent, { calls }: Past) =>
    calls.includes("apigateway create-deployment") ? { status } : {};
const vpcLinkLines = (v: string, seconds: number) => ` +  aws:${v}:VpcLink live created (${seconds}s)\n`;
const isPreflight = ({ method }: Sent) => method === "OPTIONS";

const described = (deploymentConfiguration: object) => ({
  "ecs describe-services": () => ({ services: [{ deploymentConfiguration }] }),
});
const breaker = (enable: boolean) => ({ deploymentCircuitBreaker: { enable, rollback: enable } });
const disabled = { alarms: { alarmNames: ["web-errors"], enable: false, rollback: false } };

export const furtherCases: readonly Case[] = [
  {
    step: "strategy-create",
    when: "as assumed",
    stated: { aws: { ...governed(() => [0, 100]), ...described({ strategy: "CANARY", ...breaker(true) }) } },
    outcomes: all("holds", "strategy-circuit-breaker", "strategy-narrow-role", "strategy-after-creation"),
  },
  {
    step: "strategy-create",
    when: "otherwise",
    stated: { aws: { ...governed(() => [100]), ...described({ strategy: "CANARY", ...breaker(false) }) } },
    outcomes: all("does not hold", "strategy-circuit-breaker", "strategy-narrow-role", "strategy-after-creation"),
  },
  ...both("strategy-update", { aws: governed(() => [0, 100]) }, { aws: governed(swapped) }, "strategy-ignored-weights"),
  ...both(
    "strategy-alarm",
    {
      aws: {
        "resourcegroupstaggingapi get-resources": () => ({
          ResourceTagMappingList: [{ ResourceARN: "arn:alarm:web" }],
        }),
      },
      up: () => ({ code: 255, output: "error: Service deployment rolled back: deployment failed: alarm detected." }),
    },
    { aws: { "resourcegroupstaggingapi get-resources": () => ({ ResourceTagMappingList: [] }) } },
    ...["strategy-alarm-rollback", "strategy-alarm-reason"],
  ),
  {
    step: "strategy-alarm",
    when: "the update fails for another reason",
    stated: { up: () => ({ code: 255, output: "error: ThrottlingException: Rate exceeded" }) },
    outcomes: all("not seen", "strategy-alarm-rollback", "strategy-alarm-reason"),
  },
  ...both(
    "strategy-mid-bake",
    { aws: governed(() => [0, 100]) },
    { aws: governed(swapped), send: (_, { updates }) => ({ status: updates === 3 ? 503 : 200 }) },
    ...["strategy-refresh-in-bake", "strategy-update-in-bake"],
  ),
  ...both(
    "strategy-leave",
    { aws: { ...governed(() => [0, 100]), ...described(disabled) } },
    {
      aws: { ...governed(() => [0, 100]), ...described(disabled) },
      // The fourth update is the one after the alarm is deleted.
      up: (update) => (update === 4 ? { code: 255, output: "error: InvalidParameterException: alarm not found" } : {}),
      send: (_, { updates }) => ({ status: [1, 5, 7].includes(updates) ? 503 : 200 }),
    },
    ...["strategy-leaving", "strategy-weights-equal", "strategy-entering", "strategy-leave-back"],
    "strategy-disabled-alarms",
  ),
  {
    step: "strategy-leave",
    when: "ECS keeps no alarm",
    stated: { aws: { ...governed(() => [0, 100]), ...described({}) } },
    outcomes: {
      ...all("holds", "strategy-leaving", "strategy-weights-equal", "strategy-entering", "strategy-leave-back"),
      "strategy-disabled-alarms": "not seen",
    },
  },
  {
    step: "strategy-leave",
    when: "the alarm exists still",
    stated: {
      aws: {
        ...governed(() => [0, 100]),
        ...described(disabled),
        "cloudwatch describe-alarms": () => ({ MetricAlarms: [{ AlarmName: "web-errors" }] }),
      },
    },
    outcomes: {
      ...all("holds", "strategy-leaving", "strategy-weights-equal", "strategy-entering", "strategy-leave-back"),
      "strategy-disabled-alarms": "not seen",
    },
  },
  ...both(
    "tls-hops",
    { outputs: { standby }, aws: tlsApis, send: broken(500) },
    { outputs: { standby }, aws: tlsApis },
    ...["tls-wrong-name-http", "tls-wrong-name-rest", "tls-v2-link-verifies"],
  ).map((row) => ({ ...row, outcomes: { ...row.outcomes, "tls-common-cipher": "holds" } })),
  {
    step: "tls-hops",
    when: "the right name does not work",
    stated: { outputs: { standby }, send: () => ({ status: 500 }) },
    outcomes: {
      "tls-common-cipher": "does not hold",
      ...all("not seen", "tls-wrong-name-http", "tls-wrong-name-rest"),
    },
  },
  ...both(
    "http-iam",
    {
      outputs: { standby },
      send: (sent) => ({
        status: isPreflight(sent) ? 204 : sent.url.endsWith("/open") ? 404 : 403,
        body: '{"message":"Missing Authentication Token"}',
      }),
    },
    { outputs: { standby }, send: (sent) => ({ status: isPreflight(sent) || sent.url.endsWith("/open") ? 403 : 401 }) },
    ...["http-unsigned-403", "http-more-specific-path", "preflight-with-open-route", "rest-unsigned-403"],
  ),
  ...both(
    "link-v1",
    {
      deployed: vpcLinkLines("apigateway", 200),
      up: () => ({ output: " -  aws:apigateway:VpcLink live deleted (120s)\n" }),
    },
    {
      deployed: vpcLinkLines("apigateway", 400),
      up: () => ({ output: " -  aws:apigateway:VpcLink live deleted (420s)\n" }),
    },
    ...["link-v1-creation", "link-v1-deletion"],
  ).map((row) => ({ ...row, outcomes: { ...row.outcomes, "wait-minutes": "holds" } })),
  ...both("alb-behind-nlb", {}, { send: () => ({ status: 503 }) }, "alb-security-group-of-nlb").map((row) => ({
    ...row,
    outcomes: { ...row.outcomes, ...all("not seen", "unhealthy-alb-behind-nlb", "nlb-unhealthy-flows") },
  })),
  ...both(
    "private-link",
    {
      aws: {
        "ec2 describe-vpc-endpoints": () => ({
          VpcEndpoints: [{ State: "pendingAcceptance", NetworkInterfaceIds: ["eni-1", "eni-2"] }],
        }),
      },
      send: () => ({ status: 503 }),
    },
    { aws: { "ec2 describe-vpc-endpoints": () => ({ VpcEndpoints: [{ State: "pendingAcceptance" }] }) } },
    ...["endpoint-addresses-while-pending", "endpoint-refuses-while-pending"],
  ),
];
