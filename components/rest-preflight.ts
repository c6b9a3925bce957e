import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { originTemplate, preflightHeaderNames, preflightHeaders } from "../core/rest-cors";
import type { Cors } from "../core/settings/settings";
import type { RestPart } from "./rest-deployment";
import type { RestResource } from "./rest-method";

const statusCode = "204";

const header = (name: string) => `method.response.header.${name}`;

/**
 * Settings of a method that answers preflights itself. All media types of the API are binary, so both directions are
 * converted to text: without it, API Gateway cannot apply the templates and answers 500.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html,
 * https://github.com/aws/serverless-application-model/issues/553
 */
function settingsOf(cors: Cors) {
  const template = originTemplate(cors);
  const contentHandling = "CONVERT_TO_TEXT";
  return {
    method: { httpMethod: "OPTIONS", authorization: "NONE" },
    integration: {
      type: "MOCK",
      requestTemplates: { "application/json": `{"statusCode":${statusCode}}` },
      contentHandling,
    },
    methodResponse: {
      statusCode,
      responseParameters: Object.fromEntries(preflightHeaderNames.map((name) => [header(name), true])),
    },
    integrationResponse: {
      statusCode,
      responseParameters: Object.fromEntries(
        Object.entries(preflightHeaders(cors)).map(([name, value]) => [header(name), value]),
      ),
      ...(template === undefined ? {} : { responseTemplates: { "application/json": template } }),
      contentHandling,
    },
  };
}

/**
 * Creates the method OPTIONS of a path. It needs neither authorization nor an API key, because browsers send neither with
 * a preflight.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export function createPreflight(
  name: string,
  { restApi, resourceId, cors }: RestResource & { readonly cors: Cors },
  opts: { readonly parent: pulumi.Resource },
): RestPart {
  const settings = settingsOf(cors);
  const api = { restApi: restApi.id, resourceId };
  const method = new aws.apigateway.Method(name, { ...api, ...settings.method }, opts);
  const { httpMethod } = method;
  const integration = new aws.apigateway.Integration(name, { ...api, httpMethod, ...settings.integration }, opts);
  const methodResponse = new aws.apigateway.MethodResponse(
    name,
    { ...api, httpMethod, ...settings.methodResponse },
    opts,
  );
  const integrationResponse = new aws.apigateway.IntegrationResponse(
    name,
    { ...api, httpMethod, ...settings.integrationResponse },
    // AWS takes a header only if the response of the method declares it, and a response only of an integration.
    { ...opts, dependsOn: [integration, methodResponse] },
  );
  return {
    resources: [method, integration, methodResponse, integrationResponse],
    settings: { name, ...settings },
    outputs: {},
  };
}
