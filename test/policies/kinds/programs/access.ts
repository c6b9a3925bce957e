import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { http, restMethod, restWith } from "./cases";
import type { Cases } from "./cases";
import { chat } from "./web-socket";

type CreatedRest = Parameters<Parameters<typeof restWith>[0]>[0];

const limits = { throttlingBurstLimit: 100, throttlingRateLimit: 50 };
const logGroup = "arn:aws:logs:us-east-1:111122223333:log-group:api";
const format = '{"requestId":"$context.requestId","status":"$context.status"}';
const logs = { destinationArn: logGroup, format };
const proved = { path: "proved" } as const;
const atStage = { path: "refuted at stage" } as const;
const roleArn = "arn:aws:iam::111122223333:role/api-logs";
const webAclArn = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/shop/11111111-2222-3333-4444-555555555555";

const methodSettings =
  (methodPath: string, settings: aws.apigateway.MethodSettingsArgs["settings"] = limits) =>
  ({ api, stage }: Pick<CreatedRest, "api" | "stage">) =>
    new aws.apigateway.MethodSettings("settings", {
      restApi: api.id,
      stageName: stage.stageName,
      methodPath,
      settings,
    });

/** A mock for preflights beside a sound method, in an API that takes media types as binary. */
const mock = (binaryMediaTypes: string[] | undefined, contentHandling?: string) =>
  restMethod({
    api: binaryMediaTypes === undefined ? {} : { binaryMediaTypes },
    with: ({ id: restApi }, { id: resourceId }) => {
      const at = { restApi, resourceId, httpMethod: "OPTIONS" };
      const requestTemplates = { "application/json": '{"statusCode":204}' };
      return [
        new aws.apigateway.Method("mock", { ...at, authorization: "NONE" }),
        new aws.apigateway.Integration("mock", {
          ...at,
          type: "MOCK",
          requestTemplates,
          ...(contentHandling === undefined ? {} : { contentHandling }),
        }),
        new aws.apigateway.MethodResponse("mock", { ...at, statusCode: "204" }),
        new aws.apigateway.IntegrationResponse("mock", { ...at, statusCode: "204" }),
      ];
    },
  });

const usagePlan = (stageOf: (created: CreatedRest) => pulumi.Input<string>) =>
  restWith((created) => {
    const apiStages = [{ apiId: created.api.id, stage: stageOf(created) }];
    new aws.apigateway.UsagePlan("plan", { apiStages });
  });

const webAcl = (
  arnOf: (created: CreatedRest) => pulumi.Input<string>,
  before: (created: CreatedRest) => readonly pulumi.Resource[] = () => [],
) =>
  restWith((created) => {
    const opts = { dependsOn: [...before(created)] };
    new aws.wafv2.WebAclAssociation("acl", { webAclArn, resourceArn: arnOf(created) }, opts);
  });
const arnByApi = ({ api }: CreatedRest) =>
  pulumi.interpolate`arn:aws:apigateway:us-east-1::/restapis/${api.id}/stages/live`;

/** A second stage with an access log, and the account's role for logs. */
const logged = (settings: Partial<aws.apigateway.StageArgs>, waits: "waits" | "does not wait") =>
  restWith(({ api, deployment }) => {
    const account = new aws.apigateway.Account("account", { cloudwatchRoleArn: roleArn });
    new aws.apigateway.Stage(
      "logged",
      { restApi: api.id, deployment: deployment.id, stageName: "logged", ...settings },
      { dependsOn: waits === "waits" ? [account] : [] },
    );
  });

/** Faults of method settings, mocks, web ACLs, usage plans and access logs. */
export const access: readonly Cases[] = [
  {
    rule: "method-settings-name-methods",
    reported: {
      "all verbs of a path": { program: restWith(methodSettings("{proxy+}/ANY")), on: "settings", ...proved },
      "a star for the verb": { program: restWith(methodSettings("{proxy+}/*")), on: "settings", ...proved },
      "no verb": { program: restWith(methodSettings("{proxy+}")), on: "settings", ...proved },
      "a slash inside": { program: restWith(methodSettings("shop/{proxy+}/GET")), on: "settings", ...proved },
      "a slash before": { program: restWith(methodSettings("/{proxy+}/GET")), on: "settings", ...proved },
      "a path that does not exist": { program: restWith(methodSettings("orders/GET")), on: "settings", ...proved },
    },
    sound: {
      "all methods": restWith(methodSettings("*/*")),
      "a verb of ANY": restWith(methodSettings("~1{proxy+}/GET")),
      "another verb of ANY": restWith(methodSettings("~1{proxy+}/PATCH")),
    },
  },
  {
    rule: "mock-answers-text",
    reported: {
      "all media types": { program: mock(["*/*"]), on: "mock", ...proved },
      "JSON among others": { program: mock(["image/png", "application/json"]), on: "mock", ...proved },
    },
    sound: {
      "all media types, converted to text": mock(["*/*"], "CONVERT_TO_TEXT"),
      "other media types": mock(["image/*"]),
      "no binary media types": mock(undefined),
    },
  },
  {
    rule: "stage-exists-before-use",
    reported: {
      "a usage plan with the name of the stage": { program: usagePlan(() => "live"), on: "plan", ...proved },
      "a web ACL by the id of the API": { program: webAcl(arnByApi), on: "acl", ...proved },
      "method settings with the name of the stage": {
        program: restWith(({ api }) => {
          const stageName = "live";
          new aws.apigateway.MethodSettings("settings", {
            restApi: api.id,
            stageName,
            methodPath: "*/*",
            settings: limits,
          });
        }),
        on: "settings",
        ...proved,
      },
    },
    sound: {
      "a usage plan with an output of the stage": usagePlan(({ stage }) => stage.stageName),
      "a web ACL by the ARN of the stage": webAcl(({ stage }) => stage.arn),
      "a web ACL that waits for the stage": webAcl(arnByApi, ({ stage }) => [stage]),
    },
  },
  {
    rule: "access-log-accepted",
    reported: {
      "no request id": {
        program: http({ stage: { accessLogSettings: { ...logs, format: "$context.status" } } }),
        on: "http",
        ...atStage,
      },
      "several lines": {
        program: http({ stage: { accessLogSettings: { ...logs, format: '{\n"id":"$context.requestId"\n}' } } }),
        on: "http",
        ...atStage,
      },
      "a bucket": {
        program: http({ stage: { accessLogSettings: { ...logs, destinationArn: "arn:aws:s3:::api-logs" } } }),
        on: "http",
        ...atStage,
      },
      "a Firehose stream of an HTTP API": {
        program: http({
          stage: {
            accessLogSettings: {
              ...logs,
              destinationArn: "arn:aws:firehose:us-east-1:111122223333:deliverystream/amazon-apigateway-shop",
            },
          },
        }),
        on: "http",
        ...atStage,
      },
      "a Firehose stream of another name": {
        program: logged(
          {
            accessLogSettings: {
              ...logs,
              destinationArn: "arn:aws:firehose:us-east-1:111122223333:deliverystream/shop",
            },
          },
          "waits",
        ),
        on: "logged",
        ...atStage,
      },
    },
    sound: {
      "one line with the request id": http({ stage: { accessLogSettings: logs } }),
      "a line break at the end": http({ stage: { accessLogSettings: { ...logs, format: `${format}\n` } } }),
      "a Firehose stream of a REST API": logged(
        {
          accessLogSettings: {
            format: "$context.extendedRequestId",
            destinationArn: "arn:aws:firehose:us-east-1:111122223333:deliverystream/amazon-apigateway-shop",
          },
        },
        "does not wait",
      ),
    },
  },
  {
    rule: "http-stage-settings",
    reported: {
      "settings of a route that does not exist": {
        program: http({ stage: { routeSettings: [{ routeKey: "GET /orders", ...limits }] } }),
        on: "http",
        ...proved,
      },
      // `ANY` is a key like the others.
      "settings of one verb of a route for all": {
        program: http({
          route: { routeKey: "ANY /orders" },
          stage: { routeSettings: [{ routeKey: "GET /orders", ...limits }] },
        }),
        on: "http",
        ...proved,
      },
    },
    sound: {},
  },
  {
    rule: "logs-wait-for-account-role",
    reported: {
      "a stage that may come first": {
        program: logged({ accessLogSettings: logs }, "does not wait"),
        on: "logged",
        ...proved,
      },
      "execution logs that may come first": {
        program: restWith((created) => {
          new aws.apigateway.Account("account", { cloudwatchRoleArn: roleArn });
          methodSettings("*/*", { loggingLevel: "INFO" })(created);
        }),
        on: "settings",
        ...proved,
      },
      "a WebSocket API": {
        program: () => {
          new aws.apigateway.Account("account", { cloudwatchRoleArn: roleArn });
          chat({ stage: () => ({ accessLogSettings: logs }) });
        },
        on: "chat",
        ...proved,
      },
    },
    sound: {
      "a stage that waits": logged({ accessLogSettings: logs }, "waits"),
      "an HTTP API, which needs no role": http({ stage: { accessLogSettings: logs } }),
      "no logs": logged({}, "does not wait"),
    },
  },
];
