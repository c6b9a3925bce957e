import * as aws from "@pulumi/aws";
import { http, httpWith, rest, restMethod, restWith } from "./cases";
import type { Cases } from "./cases";
import { mapping, regional } from "./domains";

const limits = { throttlingBurstLimit: 100, throttlingRateLimit: 50 };
const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" }],
});

const methodSettings = (
  created: { readonly api: aws.apigateway.RestApi; readonly stage: aws.apigateway.Stage },
  methodPath: string,
  settings: aws.apigateway.MethodSettingsArgs["settings"],
) =>
  new aws.apigateway.MethodSettings("settings", {
    restApi: created.api.id,
    stageName: created.stage.stageName,
    methodPath,
    settings,
  });

const atStage = { path: "refuted at stage" } as const;

/** Faults of stages, and of the APIs and domains around them. */
export const stages: readonly Cases[] = [
  {
    rule: "throttling-admits-requests",
    reported: {
      "metrics without limits": {
        program: http({ stage: { defaultRouteSettings: { detailedMetricsEnabled: true } } }),
        on: "http",
        ...atStage,
      },
      "a rate without a burst": {
        program: http({ stage: { defaultRouteSettings: { throttlingRateLimit: 100 } } }),
        on: "http",
        ...atStage,
      },
      "limits of zero": {
        program: http({ stage: { defaultRouteSettings: { throttlingBurstLimit: 0, throttlingRateLimit: 0 } } }),
        on: "http",
        ...atStage,
      },
      "settings of the route without limits": {
        program: http({
          stage: {
            defaultRouteSettings: limits,
            routeSettings: [{ routeKey: "$default", detailedMetricsEnabled: true }],
          },
        }),
        on: "http",
        also: ["http-stage-settings http"],
        ...atStage,
      },
      "settings of another route without limits": {
        program: http({ stage: { routeSettings: [{ routeKey: "GET /other", detailedMetricsEnabled: true }] } }),
        on: "http",
        also: ["http-stage-settings http"],
        path: "proved",
      },
      "a limit of zero for all REST methods": {
        program: restWith((created) =>
          methodSettings(created, "*/*", { throttlingRateLimit: 0, throttlingBurstLimit: 10 }),
        ),
        on: "settings",
        breaksAt: "rest",
        ...atStage,
      },
      "a limit of zero for a verb": {
        program: restWith((created) => methodSettings(created, "~1{proxy+}/POST", { throttlingRateLimit: 0 })),
        on: "settings",
        breaksAt: "rest",
        ...atStage,
      },
    },
    sound: {
      "metrics with both limits": http({
        stage: { defaultRouteSettings: { detailedMetricsEnabled: true, ...limits } },
      }),
      "an empty block": http({ stage: { defaultRouteSettings: {} } }),
      "what the provider reads back from a stage without settings": http({
        stage: {
          defaultRouteSettings: {
            dataTraceEnabled: false,
            detailedMetricsEnabled: false,
            throttlingBurstLimit: 0,
            throttlingRateLimit: 0,
          },
        },
      }),
      "limits of one verb": restWith((created) => methodSettings(created, "~1{proxy+}/POST", limits)),
      "REST metrics without limits": restWith((created) => methodSettings(created, "*/*", { metricsEnabled: true })),
      "REST limits of -1": restWith((created) =>
        methodSettings(created, "*/*", { throttlingBurstLimit: -1, throttlingRateLimit: -1 }),
      ),
    },
  },
  {
    rule: "http-stage-settings",
    reported: {
      "execution logs of an HTTP API": {
        program: http({ stage: { defaultRouteSettings: { loggingLevel: "INFO", ...limits } } }),
        on: "http",
        path: "proved",
      },
      "settings of a route that may not exist yet": {
        program: http({ stage: { routeSettings: [{ routeKey: "$default", ...limits }] } }),
        on: "http",
        path: "proved",
      },
    },
    sound: {
      "no execution logs": http({ stage: { defaultRouteSettings: { loggingLevel: "OFF", ...limits } } }),
      "settings of a route that exists": httpWith(
        ({ api, route }) => {
          const routeSettings = [{ routeKey: "$default", ...limits }];
          const dependsOn = [route];
          new aws.apigatewayv2.Stage(
            "next",
            { apiId: api.id, name: "next", autoDeploy: true, routeSettings },
            { dependsOn },
          );
        },
        { integration: { requestParameters: { "overwrite:path": "$request.path" } } },
      ),
    },
  },
  {
    rule: "private-rest-api-has-policy",
    reported: {
      "a private API without a policy": {
        program: rest({ api: { endpointConfiguration: { types: "PRIVATE" } } }),
        on: "rest",
        ...atStage,
      },
      "a separate policy after the deployment": {
        program: restWith(({ api }) => new aws.apigateway.RestApiPolicy("late", { restApiId: api.id, policy }), {
          api: { endpointConfiguration: { types: "PRIVATE" } },
        }),
        on: "rest",
        ...atStage,
      },
    },
    sound: {
      "a policy of the API": rest({ api: { endpointConfiguration: { types: "PRIVATE" }, policy } }),
      "a policy before the deployment": restMethod({
        api: { endpointConfiguration: { types: "PRIVATE" } },
        with: (api) => [new aws.apigateway.RestApiPolicy("early", { restApiId: api.id, policy })],
      }),
      "a Regional API": rest({ api: { endpointConfiguration: { types: "REGIONAL" } } }),
    },
  },
  {
    rule: "rest-endpoint-settings",
    reported: {
      "VPC endpoints of a Regional API": {
        program: rest({ api: { endpointConfiguration: { types: "REGIONAL", vpcEndpointIds: ["vpce-11112222"] } } }),
        on: "rest",
        ...atStage,
      },
      "a private API with IPv4 only": {
        program: rest({ api: { endpointConfiguration: { types: "PRIVATE", ipAddressType: "ipv4" }, policy } }),
        on: "rest",
        ...atStage,
      },
    },
    sound: {
      "VPC endpoints of a private API": rest({
        api: { endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: ["vpce-11112222"] }, policy },
      }),
      "a Regional API with IPv4 only": rest({
        api: { endpointConfiguration: { types: "REGIONAL", ipAddressType: "ipv4" } },
      }),
    },
  },
  {
    rule: "disabled-endpoint-has-domain",
    reported: {
      "an HTTP API": { program: http({ api: { disableExecuteApiEndpoint: true } }), on: "http", ...atStage },
      "a REST API": { program: rest({ api: { disableExecuteApiEndpoint: true } }), on: "rest", ...atStage },
    },
    sound: {
      "an HTTP API with a mapping": httpWith(
        ({ api, stage }) => regional("shop").domainName.apply((name) => mapping("shop", api, stage, name)),
        { api: { disableExecuteApiEndpoint: true } },
      ),
      "a REST API with a base path mapping": restWith(
        ({ api, stage }) =>
          new aws.apigateway.BasePathMapping("shop", {
            restApi: api.id,
            stageName: stage.stageName,
            domainName: "shop.example.com",
          }),
        { api: { disableExecuteApiEndpoint: true } },
      ),
      "a REST API with a routing rule": restWith(
        ({ api, stage }) =>
          new aws.apigatewayv2.RoutingRule("shop", {
            domainName: "shop.example.com",
            priority: 10,
            conditions: [{ matchBasePaths: { anyOfs: ["shop"] } }],
            actions: [{ invokeApi: { apiId: api.id, stage: stage.stageName } }],
          }),
        { api: { disableExecuteApiEndpoint: true } },
      ),
      "an endpoint that is explicitly enabled": http({ api: { disableExecuteApiEndpoint: false } }),
    },
  },
  {
    rule: "stage-name-accepted",
    reported: {
      "a space": {
        program: http({
          stage: { name: "my stage" },
          integration: { requestParameters: { "overwrite:path": "$request.path" } },
        }),
        on: "http",
        ...atStage,
      },
      "a dot": { program: rest({ stage: { stageName: "v1.0" } }), on: "rest", ...atStage },
      "$default of a REST API": { program: rest({ stage: { stageName: "$default" } }), on: "rest", ...atStage },
      "the name of another stage": {
        program: restWith(
          ({ api, deployment }) =>
            new aws.apigateway.Stage("second", { restApi: api.id, deployment: deployment.id, stageName: "live" }),
        ),
        on: "second",
        path: "proved",
      },
    },
    sound: {
      "a hyphen and an underscore": rest({ stage: { stageName: "v1-live_2" } }),
      "another stage with another name": restWith(
        ({ api, deployment }) =>
          new aws.apigateway.Stage("second", { restApi: api.id, deployment: deployment.id, stageName: "next" }),
      ),
    },
  },
];
