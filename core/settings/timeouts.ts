/**
 * Seconds that API Gateway waits for a service by default.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html and
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
export const defaultSeconds = { http: 30, rest: 29 } as const;

/**
 * Longest times that API Gateway waits for a service, whatever the quotas of the account are, in seconds: of an HTTP API;
 * of a Regional REST API with an increased quota; and of one that streams the answer, which needs no increase.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html,
 * https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/integration/ (timeoutMilliseconds),
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
export const longestSeconds = { http: 30, rest: 300, restStreaming: 900 } as const;
