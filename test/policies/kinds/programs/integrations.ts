import * as aws from "@pulumi/aws";
import { http, httpWith, rest, restMethod } from "./cases";
import type { Cases } from "./cases";

const atIntegration = { path: "refuted at integration" } as const;
const regional = { endpointConfiguration: { types: "REGIONAL" } } as const;
const renamed = { "overwrite:path": "$request.path", "append:header.x-trace": "$context.requestId" };

const responses = (api: aws.apigateway.RestApi, resource: aws.apigateway.Resource, selectionPattern?: string) => {
  const of = { restApi: api.id, resourceId: resource.id, httpMethod: "ANY", statusCode: "200" };
  return [
    new aws.apigateway.MethodResponse("shop", of),
    new aws.apigateway.IntegrationResponse("shop", {
      ...of,
      ...(selectionPattern === undefined ? {} : { selectionPattern }),
    }),
  ];
};

const methodResponse = (api: aws.apigateway.RestApi, resource: aws.apigateway.Resource) => [
  new aws.apigateway.MethodResponse("shop", {
    restApi: api.id,
    resourceId: resource.id,
    httpMethod: "ANY",
    statusCode: "200",
  }),
];

/** Faults of integrations. */
export const integrations: readonly Cases[] = [
  {
    rule: "integration-timeout-in-range",
    reported: {
      "more than 30 s of an HTTP API": {
        program: http({ integration: { timeoutMilliseconds: 30_001 } }),
        on: "http",
        ...atIntegration,
      },
      "less than 50 ms": { program: http({ integration: { timeoutMilliseconds: 49 } }), on: "http", ...atIntegration },
      "more than 29 s of a REST API": {
        program: rest({ integration: { timeoutMilliseconds: 29_001 }, api: regional }),
        on: "rest",
        ...atIntegration,
      },
      "more than 15 minutes of a stream": {
        program: rest({ integration: { timeoutMilliseconds: 900_001, responseTransferMode: "STREAM" }, api: regional }),
        on: "rest",
        ...atIntegration,
      },
    },
    sound: {
      "30 s of an HTTP API": http({ integration: { timeoutMilliseconds: 30_000 } }),
      "50 ms": http({ integration: { timeoutMilliseconds: 50 } }),
      "29 s of a REST API": rest({ integration: { timeoutMilliseconds: 29_000 } }),
      "15 minutes of a stream": rest({
        integration: { timeoutMilliseconds: 900_000, responseTransferMode: "STREAM" },
        api: regional,
      }),
    },
  },
  {
    rule: "private-integration-payload-format",
    reported: {
      "format 2.0": { program: http({ integration: { payloadFormatVersion: "2.0" } }), on: "http", ...atIntegration },
      "format 2.0 with an own path": {
        program: http({ integration: { payloadFormatVersion: "2.0", requestParameters: renamed } }),
        on: "http",
        ...atIntegration,
      },
    },
    sound: {
      "format 1.0": http({ integration: { payloadFormatVersion: "1.0" } }),
      "format 2.0 of a Lambda integration": httpWith(
        ({ api }) =>
          new aws.apigatewayv2.Integration("function", {
            apiId: api.id,
            integrationType: "AWS_PROXY",
            integrationUri: "arn:aws:lambda:us-east-1:111122223333:function:shop",
            payloadFormatVersion: "2.0",
          }),
      ),
    },
  },
  {
    rule: "integration-has-method",
    reported: {
      "an HTTP API": { program: http({ integration: { integrationMethod: undefined } }), on: "http", ...atIntegration },
      "a REST API": {
        program: rest({ integration: { integrationHttpMethod: undefined } }),
        on: "rest",
        ...atIntegration,
      },
      "a REST integration of type HTTP": {
        program: restMethod({ with: responses, integration: { type: "HTTP", integrationHttpMethod: undefined } }),
        on: "shop",
        ...atIntegration,
      },
    },
    sound: {
      "one method": http({ integration: { integrationMethod: "POST" } }),
      "one method of a REST API": rest({ integration: { integrationHttpMethod: "POST" } }),
    },
  },
  {
    rule: "private-integration-type",
    reported: {
      "AWS_PROXY of an HTTP API": {
        program: http({ integration: { integrationType: "AWS_PROXY" } }),
        on: "http",
        ...atIntegration,
      },
      "HTTP of an HTTP API": {
        program: http({ integration: { integrationType: "HTTP" } }),
        on: "http",
        ...atIntegration,
      },
      "AWS of a REST API": { program: rest({ integration: { type: "AWS" } }), on: "rest", ...atIntegration },
    },
    sound: {
      "HTTP_PROXY of an HTTP API": http({ integration: { integrationType: "HTTP_PROXY" } }),
      "HTTP of a REST API": restMethod({ integration: { type: "HTTP" }, with: (...of) => responses(...of) }),
    },
  },
  {
    rule: "rest-http-integration-has-responses",
    reported: {
      "no responses": { program: restMethod({ integration: { type: "HTTP" } }), on: "shop", ...atIntegration },
      "no integration response": {
        program: restMethod({ integration: { type: "HTTP" }, with: methodResponse }),
        on: "shop",
        ...atIntegration,
      },
      "an integration response for errors only": {
        program: restMethod({ integration: { type: "HTTP" }, with: (...of) => responses(...of, "5\\d{2}") }),
        on: "shop",
        ...atIntegration,
      },
    },
    sound: {
      "both responses": restMethod({ integration: { type: "HTTP" }, with: (...of) => responses(...of) }),
      "a response for success": restMethod({
        integration: { type: "HTTP" },
        with: (...of) => responses(...of, "2\\d{2}"),
      }),
      "a proxy integration": restMethod({}),
    },
  },
  {
    rule: "http-mapping-accepted",
    reported: {
      "a reserved header": {
        program: http({ integration: { requestParameters: { "overwrite:header.Authorization": "none" } } }),
        on: "http",
        ...atIntegration,
      },
      "a prefix of AWS": {
        program: http({ integration: { requestParameters: { "append:header.X-Amzn-Trace": "1" } } }),
        on: "http",
        ...atIntegration,
      },
      "a mapping of a REST API": {
        program: http({ integration: { requestParameters: { "integration.request.header.x-shop": "'1'" } } }),
        on: "http",
        ...atIntegration,
      },
    },
    sound: {
      "an own header and the path": http({ integration: { requestParameters: renamed } }),
      "a query string": http({ integration: { requestParameters: { "remove:querystring.debug": "''" } } }),
    },
  },
];
