import type { ApiNode } from "./plan-api";

/** A field of an access log: its variable of `$context` for each kind of API that has one, and what it says. */
interface AccessLogField {
  readonly name: string;
  readonly http?: string;
  readonly rest: string;
  readonly meaning: string;
}

const both = (name: string, variable: string, meaning: string): AccessLogField => ({
  name,
  http: variable,
  rest: variable,
  meaning,
});

/**
 * Fields of an access log in their order. A field whose variable has no value is `-`.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html and
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export const accessLogFields: readonly AccessLogField[] = [
  both("requestId", "requestId", "id of the request, which the service receives as `X-Request-Id`"),
  // A client of a REST API can choose requestId by its header x-amzn-RequestId, and not this id.
  // Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html
  { name: "extendedRequestId", rest: "extendedRequestId", meaning: "id that the client cannot choose" },
  both("time", "requestTime", "time of the request"),
  both("ip", "identity.sourceIp", "IP address of the client"),
  both("userAgent", "identity.userAgent", "program of the client"),
  both("caller", "identity.userArn", "ARN of the principal that signed the request, with `kind: iam`"),
  both("subject", "authorizer.claims.sub", "claim `sub` of the token"),
  { name: "apiKeyId", rest: "identity.apiKeyId", meaning: "id of the API key, not its value" },
  both("domain", "domainName", "domain name that was called"),
  both("method", "httpMethod", "method"),
  both("path", "path", "path"),
  { name: "route", http: "routeKey", rest: "resourcePath", meaning: "route (HTTP API) or resource (REST API)" },
  both("protocol", "protocol", "protocol, for example HTTP/1.1"),
  { name: "tls", rest: "tlsVersion", meaning: "version of TLS" },
  both("status", "status", "status of the answer to the client"),
  both("bytes", "responseLength", "length of the answer in bytes"),
  both("milliseconds", "responseLatency", "time from the request to the answer"),
  both("integrationStatus", "integration.status", "status that the load balancer or the service answered"),
  both("integrationMilliseconds", "integration.latency", "time that the load balancer and the service took of it"),
  both("integrationError", "integration.error", "why there was no answer of the service"),
  both("authorizerError", "authorizer.error", "error of the authorizer"),
  { name: "wafStatus", rest: "waf.status", meaning: "status of AWS WAF" },
  both("error", "error.message", "error of API Gateway"),
  both("errorType", "error.responseType", "its type, for example `UNAUTHORIZED` or `THROTTLED`"),
];

/**
 * Format of the access log of a kind of API: one JSON object in a line. It has less than 1,024 characters, which the API
 * of HTTP APIs allows, and `$context.requestId`, which AWS requires.
 * Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html
 */
export const accessLogFormat = (type: ApiNode["type"]): string =>
  JSON.stringify(
    Object.fromEntries(
      accessLogFields.flatMap(({ name, [type]: variable }) =>
        variable === undefined ? [] : [[name, `$context.${variable}`]],
      ),
    ),
  );
