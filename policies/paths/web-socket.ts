import { uriOf } from "../graph/apis";
import { isKind, resourceAt } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { parseUri } from "../graph/rest-uri";
import { known, readString } from "../graph/value";
import type { Mapped } from "./mapping";

const fix = "Set integrationType to HTTP_PROXY, and integrationUri to a URL with the port of a listener of the NLB.";

/** What an unknown integrationUri certainly is, if not a URL: listeners and target groups have an ARN, but no name. */
function arnIn(graph: Graph, { propertyDependencies }: Resource): Resource | undefined {
  const [source, ...others] = propertyDependencies["integrationUri"] ?? [];
  const only = source === undefined || others.length > 0 ? undefined : resourceAt(graph, source);
  return only !== undefined && isKind(only, "listener", "targetGroup", "discoveryService") ? only : undefined;
}

/** What is wrong with a private integration of a WebSocket API. */
function mistakeIn(graph: Graph, integration: Resource): string | undefined {
  const type = known(readString(integration, "integrationType"));
  if (type !== undefined && type !== "HTTP" && type !== "HTTP_PROXY") {
    return `${integration.name} has a VPC link, but its type is ${type}`;
  }
  const uri = uriOf(graph, integration);
  if (uri.kind === "absent") return `${integration.name} has no integrationUri`;
  if (uri.kind === "known" && parseUri(uri.value) === undefined) {
    return `integrationUri of ${integration.name} is ${uri.value}, not a URL`;
  }
  const arn = uri.kind === "unknown" ? arnIn(graph, integration) : undefined;
  return arn && `integrationUri of ${integration.name} is the ARN of ${labelOf(arn)}, not a URL`;
}

/**
 * WebSocket API: the path of the uri. A message has no path, and the stage is not in the path. The V1 link decides the
 * load balancer; scheme and port come from the URL, as in a REST API. A path with parameters depends on the message.
 * Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html (IntegrationType,
 * IntegrationUri)
 */
export function mapWebSocket(graph: Graph, integration: Resource): Mapped {
  const wrong = mistakeIn(graph, integration);
  if (wrong !== undefined) return { kind: "wrong", wrong, fix };
  const path = parseUri(known(uriOf(graph, integration)) ?? "")?.path;
  return path === undefined || path.includes("{")
    ? { kind: "unknown", needs: `the path in integrationUri of ${integration.name}` }
    : { kind: "path", path };
}
