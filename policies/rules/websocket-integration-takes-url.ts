import { isKind, resourceAt } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

const sourcesAt = (graph: Graph, { propertyDependencies }: Resource, property: string): readonly Resource[] =>
  (propertyDependencies[property] ?? []).flatMap((urn) => resourceAt(graph, urn) ?? []);

/**
 * The V1 link decides the load balancer; the URL gives scheme, port, path and Host header, as for a REST API.
 * Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html (IntegrationType,
 * IntegrationUri)
 */
export const websocketIntegrationTakesUrl = resourceRule({
  id: "websocket-integration-takes-url",
  displayName: "WebSocket API integrations use a URL",
  description:
    "A private integration of a WebSocket API is of type HTTP or HTTP_PROXY, and its integrationUri is a URL.",
  severity: "critical",
  remediation: "Set integrationType to HTTP_PROXY, and integrationUri to a URL with the port of a listener of the NLB.",
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html",
  tags: ["wiring", "websocket-api"],
  hop: "integration",
  kinds: ["webSocketIntegration"],
  about: (_, integration) => known(readString(integration, "connectionType")) === "VPC_LINK",
  none: "no integration of a WebSocket API uses a VPC link",
  judge: (graph, integration) => {
    const type = known(readString(integration, "integrationType"));
    if (type !== undefined && type !== "HTTP" && type !== "HTTP_PROXY") {
      return [violation(integration, `${integration.name} is a private integration of type ${type}`)];
    }
    const uri = readString(integration, "integrationUri");
    if (uri.kind === "known") {
      if (/^(https?:\/\/|\$\{stageVariables\.)/i.test(uri.value)) return [];
      return [violation(integration, `integrationUri of ${integration.name} is ${uri.value}, not a URL`)];
    }
    if (uri.kind === "absent") return [violation(integration, `${integration.name} has no integrationUri`)];
    // A URL contains the DNS name of a load balancer or a record; listeners and target groups only have an ARN.
    const [target, ...others] = sourcesAt(graph, integration, "integrationUri");
    if (target === undefined || others.length > 0 || !isKind(target, "listener", "targetGroup", "discoveryService"))
      return [];
    return [
      violation(integration, `integrationUri of ${integration.name} is the ARN of ${labelOf(target)}, not a URL`),
    ];
  },
});
