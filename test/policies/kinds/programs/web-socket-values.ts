import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Cases } from "./cases";
import { chat } from "./web-socket";

const atStage = { on: "chat", path: "refuted at stage" } as const;
const atIntegration = { on: "chat", path: "refuted at integration" } as const;
const limits = { throttlingBurstLimit: 10, throttlingRateLimit: 5 };
const settings = (defaultRouteSettings: aws.types.input.apigatewayv2.StageDefaultRouteSettings) => () =>
  chat({ stage: () => ({ defaultRouteSettings }) });
const integration = (args: Partial<aws.apigatewayv2.IntegrationArgs>) => () => chat({ integration: () => args });

const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/a";

/** A WebSocket API with a domain name of the old type. */
const mapped = (types: string, securityPolicy: string) => () => {
  const { api, stage } = chat();
  const domain = new aws.apigateway.DomainName("chat", {
    domainName: "chat.example.com",
    endpointConfiguration: { types },
    ...(types === "EDGE" ? { certificateArn } : { regionalCertificateArn: certificateArn }),
    securityPolicy,
  });
  new aws.apigatewayv2.ApiMapping("chat", { apiId: api.id, domainName: domain.domainName, stage: stage.id });
};

const withWebAcl = (arnOf: (created: ReturnType<typeof chat>) => pulumi.Output<string>) => () => {
  const resourceArn = arnOf(chat());
  const webAclArn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/chat/1";
  new aws.wafv2.WebAclAssociation("acl", { resourceArn, webAclArn });
};

/** Faults of WebSocket APIs that HTTP APIs may have too. */
export const webSocketValues: readonly Cases[] = [
  {
    rule: "throttling-admits-requests",
    reported: {
      "logs without throttling limits": { program: settings({ loggingLevel: "INFO" }), ...atStage },
      "one of two limits": { program: settings({ throttlingBurstLimit: 10 }), ...atStage },
      "settings of a route without limits": {
        program: () => chat({ stage: () => ({ routeSettings: [{ routeKey: "$default", loggingLevel: "INFO" }] }) }),
        ...atStage,
        also: ["http-stage-settings chat"],
      },
    },
    sound: {
      "execution logs and limits": settings({ loggingLevel: "INFO", dataTraceEnabled: true, ...limits }),
      "no settings": () => chat(),
    },
  },
  {
    rule: "integration-has-method",
    reported: { "no method": { program: integration({ integrationMethod: undefined }), ...atIntegration } },
    sound: { GET: integration({ integrationMethod: "GET" }) },
  },
  {
    rule: "integration-timeout-in-range",
    reported: {
      "30 s, which HTTP APIs allow": { program: integration({ timeoutMilliseconds: 30_000 }), ...atIntegration },
      "10 ms": { program: integration({ timeoutMilliseconds: 10 }), ...atIntegration },
    },
    sound: { "29 s": integration({ timeoutMilliseconds: 29_000 }), "50 ms": integration({ timeoutMilliseconds: 50 }) },
  },
  {
    rule: "private-integration-payload-format",
    reported: { "format 2.0": { program: integration({ payloadFormatVersion: "2.0" }), ...atIntegration } },
    sound: { "format 1.0": integration({ payloadFormatVersion: "1.0" }) },
  },
  {
    rule: "stage-name-accepted",
    reported: { $default: { program: () => chat({ stage: () => ({ name: "$default" }) }), ...atStage } },
    sound: { production_2: () => chat({ stage: () => ({ name: "production_2" }) }) },
  },
  {
    rule: "api-settings-accepted",
    reported: {
      "no route selection expression": {
        program: () => chat({ api: { routeSelectionExpression: undefined } }),
        ...atStage,
      },
      "the expression of HTTP APIs": {
        program: () => chat({ api: { routeSelectionExpression: "${request.method} ${request.path}" } }),
        ...atStage,
      },
    },
    sound: { "another field": () => chat({ api: { routeSelectionExpression: "${request.body.type}" } }) },
  },
  {
    rule: "disabled-endpoint-has-domain",
    reported: {
      "no domain": { program: () => chat({ api: { disableExecuteApiEndpoint: true } }), ...atStage },
    },
    sound: {
      "a Regional domain": () => {
        const { api, stage } = chat({ api: { disableExecuteApiEndpoint: true } });
        const domain = new aws.apigatewayv2.DomainName("chat", {
          domainName: "chat.example.com",
          domainNameConfiguration: {
            certificateArn,
            endpointType: "REGIONAL",
            securityPolicy: "TLS_1_2",
          },
        });
        new aws.apigatewayv2.ApiMapping("chat", { apiId: api.id, domainName: domain.id, stage: stage.id });
      },
    },
  },
  {
    rule: "http-api-domain-is-regional",
    reported: {
      "an edge-optimized domain": { program: mapped("EDGE", "TLS_1_2"), on: "chat", path: "refuted at mapping" },
      "TLS 1.0": { program: mapped("REGIONAL", "TLS_1_0"), on: "chat", path: "refuted at mapping" },
    },
    sound: { "a Regional domain of the old type": mapped("REGIONAL", "TLS_1_2") },
  },
  {
    rule: "web-acl-on-supported-resource",
    reported: {
      "the ARN of a stage": { program: withWebAcl(({ stage }) => stage.arn), on: "acl", path: "proved" },
      "the ARN of an API": { program: withWebAcl(({ api }) => api.arn), on: "acl", path: "proved" },
    },
    sound: {},
  },
  {
    rule: "route-has-authorizer",
    reported: {
      "JWT, which only HTTP APIs have": {
        program: () => chat({ keys: ["$connect"], route: () => ({ authorizationType: "JWT", authorizerId: "abc" }) }),
        on: "$connect",
        path: "refuted at access",
      },
    },
    sound: {
      "AWS_IAM for the connection": () => chat({ keys: ["$connect"], route: () => ({ authorizationType: "AWS_IAM" }) }),
      "a Lambda authorizer for the connection": () =>
        chat({
          keys: ["$connect"],
          route: (_, api) => ({
            authorizationType: "CUSTOM",
            authorizerId: new aws.apigatewayv2.Authorizer("token", {
              apiId: api.id,
              authorizerType: "REQUEST",
              authorizerUri:
                "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:auth/invocations",
              identitySources: ["route.request.querystring.token"],
            }).id,
          }),
        }),
    },
  },
];
