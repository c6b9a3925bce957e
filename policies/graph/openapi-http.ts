import { derived, partUrn } from "./derived";
import { operationsOf } from "./openapi";
import type { Operation } from "./openapi";
import { asObject, asText } from "./openapi-text";
import type { Json } from "./openapi-text";
import type { Resource } from "./resource";

const routeType = "apigatewayv2/route:Route";
const integrationType = "apigatewayv2/integration:Integration";

/** YAML reads 1.0 without quotes as the number 1. */
const versionOf = (value: unknown) => (typeof value === "number" ? value.toFixed(1) : asText(value));

function resourcesOf(api: Resource, { verb, path, integration, authorization }: Operation): readonly Resource[] {
  const part = path === "$default" ? path : `${verb} ${path}`;
  const references = { apiId: api.urn };
  const target = { ...references, target: partUrn(api, { type: integrationType, part }) };
  const route = derived(api, {
    type: routeType,
    part,
    values: { routeKey: part, authorizationType: authorization },
    references: integration === undefined ? references : target,
  });
  if (integration === undefined) return [route];
  const values = {
    integrationType: asText(integration["type"])?.toUpperCase(),
    integrationMethod: asText(integration["httpMethod"])?.toUpperCase(),
    connectionType: asText(integration["connectionType"])?.toUpperCase(),
    connectionId: asText(integration["connectionId"]),
    integrationUri: asText(integration["uri"]),
    payloadFormatVersion: versionOf(integration["payloadFormatVersion"]),
    timeoutMilliseconds: integration["timeoutInMillis"],
    requestParameters: asObject(integration["requestParameters"]),
    tlsConfig: asObject(integration["tlsConfig"]),
  };
  return [route, derived(api, { type: integrationType, part, values, references })];
}

/**
 * Routes and integrations of an HTTP API that an OpenAPI document defines.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export const httpResources = (api: Resource, document: Json): readonly Resource[] =>
  operationsOf(document).flatMap((operation) => resourcesOf(api, operation));
