import type { PackConfig } from "../config";
import { apiOf } from "../graph/apis";
import type { Graph } from "../graph/graph";
import { isKind } from "../graph/graph";
import { endpointTypeOf } from "../graph/protocol";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { known, readNumber, readString } from "../graph/value";
import { limitOf } from "../quota-rule";
import { quotas } from "../quotas";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const leastMs = 50;
/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html */
const mostStreamedMs = 900_000;
/** Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html (TimeoutInMillis) */
const mostOfWebSocketMs = 29_000;

function restLimit(graph: Graph, integration: Resource, config: PackConfig): number {
  if (known(readString(integration, "responseTransferMode")) === "STREAM") return mostStreamedMs;
  const key = "apigateway.restIntegrationTimeoutMs";
  const api = resourceOf(apiOf(graph, integration));
  // AWS raises the quota for Regional and private APIs only.
  const edge = api !== undefined && endpointTypeOf(api) === "EDGE";
  const raised = limitOf(key, config);
  return edge ? Math.min(raised, quotas[key].default) : raised;
}

function limit(graph: Graph, integration: Resource, config: PackConfig): number {
  if (isKind(integration, "restIntegration")) return restLimit(graph, integration, config);
  return isKind(integration, "webSocketIntegration")
    ? mostOfWebSocketMs
    : limitOf("apigateway.httpIntegrationTimeoutMs", config);
}

export const integrationTimeoutInRange = resourceRule({
  id: "integration-timeout-in-range",
  displayName: "Integration timeouts are in AWS's range",
  description:
    "An integration waits from 50 ms up to the integration timeout quota of its API; AWS rejects other timeouts.",
  remediation:
    "Set timeoutMilliseconds within the range. For Regional and private REST APIs, AWS can raise the quota; then set quotas in the policy configuration.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html",
  tags: ["wiring", "http-api", "rest-api"],
  hop: "integration",
  reads: ["quotas"],
  kinds: ["httpIntegration", "restIntegration", "webSocketIntegration"],
  none: "the stack has no integration",
  judge: (graph, integration, config) => {
    const timeout = readNumber(integration, "timeoutMilliseconds");
    if (timeout.kind === "absent") return [];
    if (timeout.kind === "unknown") return [undetermined(integration, `timeoutMilliseconds of ${integration.name}`)];
    const most = limit(graph, integration, config);
    if (timeout.value >= leastMs && timeout.value <= most) return [];
    return [
      violation(
        integration,
        `${integration.name} has a timeout of ${timeout.value} ms; API Gateway allows ${leastMs} to ${most} ms`,
      ),
    ];
  },
});
