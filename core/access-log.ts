import type { ApiNode } from "./plan";

/**
 * Fields of an access log by their names, with the variable of `$context` for each kind of API; undefined if the kind has
 * none. A field whose variable has no value is `-`.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html and
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export const accessLogFields: readonly (readonly [name: string, http: string | undefined, rest: string | undefined])[] =
  [
    // Services receive the same value as X-Request-Id.
    ["requestId", "requestId", "requestId"],
    // A client of a REST API can choose requestId by its header x-amzn-RequestId, and not this id.
    // Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html
    ["extendedRequestId", undefined, "extendedRequestId"],
    ["time", "requestTime", "requestTime"],
    ["ip", "identity.sourceIp", "identity.sourceIp"],
    ["userAgent", "identity.userAgent", "identity.userAgent"],
    ["caller", "identity.userArn", "identity.userArn"],
    ["subject", "authorizer.claims.sub", "authorizer.claims.sub"],
    ["apiKeyId", undefined, "identity.apiKeyId"],
    ["domain", "domainName", "domainName"],
    ["method", "httpMethod", "httpMethod"],
    ["path", "path", "path"],
    ["route", "routeKey", "resourcePath"],
    ["protocol", "protocol", "protocol"],
    ["tls", undefined, "tlsVersion"],
    ["status", "status", "status"],
    ["bytes", "responseLength", "responseLength"],
    ["milliseconds", "responseLatency", "responseLatency"],
    ["integrationStatus", "integration.status", "integration.status"],
    ["integrationMilliseconds", "integration.latency", "integration.latency"],
    ["integrationError", "integration.error", "integration.error"],
    ["authorizerError", "authorizer.error", "authorizer.error"],
    ["wafStatus", undefined, "waf.status"],
    ["error", "error.message", "error.message"],
    ["errorType", "error.responseType", "error.responseType"],
  ];

/**
 * Format of the access log of a kind of API: one JSON object in a line. It has less than 1,024 characters, which the API
 * of HTTP APIs allows, and `$context.requestId`, which AWS requires.
 * Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html
 */
export const accessLogFormat = (type: ApiNode["type"]): string =>
  JSON.stringify(
    Object.fromEntries(
      accessLogFields.flatMap(([name, http, rest]) => {
        const variable = type === "http" ? http : rest;
        return variable === undefined ? [] : [[name, `$context.${variable}`]];
      }),
    ),
  );
