import { resourceRule } from "../resource-rule";
import { integrationTargetOf, linkOf } from "../graph/apis";
import { defaultConnectionType } from "../graph/aws-defaults";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isSet, known, readString } from "../graph/value";
import { undetermined, violation } from "../rule";

const isPrivate = (integration: Resource) => known(readString(integration, "connectionType")) === "VPC_LINK";

/**
 * Whether an integration names a private target, but the type of its connection is the default, INTERNET, or another
 * one; API Gateway then expects a URL.
 * Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
 */
function lacksConnection(graph: Graph, integration: Resource): boolean {
  if (!isKind(integration, "httpIntegration") || isPrivate(integration)) return false;
  if (readString(integration, "connectionType").kind === "unknown") return false;
  const target = integrationTargetOf(graph, integration);
  return target.kind === "resource"
    ? isKind(target.resource, "listener", "discoveryService")
    : target.kind === "id" && /^arn:aws[^:]*:(elasticloadbalancing|servicediscovery):/.test(target.id);
}

/** For connectionId without VPC_LINK, see https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html. */
export const vpcLinkVersion = resourceRule({
  id: "vpc-link-version",
  displayName: "VPC links of the supported version",
  description:
    "Integrations of HTTP APIs use V2 VPC links, those of WebSocket APIs use V1 links, and every private integration sets its VPC link.",
  severity: "critical",
  remediation:
    "Use aws.apigatewayv2.VpcLink for HTTP APIs, aws.apigateway.VpcLink for WebSocket APIs, and set connectionId.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html",
  tags: ["wiring"],
  hop: "link",
  kinds: ["httpIntegration", "restIntegration", "webSocketIntegration"],
  about: (graph, integration) =>
    isPrivate(integration) || isSet(integration, "connectionId") || lacksConnection(graph, integration),
  none: "no integration uses a VPC link",
  judge: (graph, integration) => {
    if (readString(integration, "connectionType").kind === "unknown") return [];
    if (lacksConnection(graph, integration)) {
      const type = known(readString(integration, "connectionType")) ?? defaultConnectionType;
      const wrong = `${integration.name} has the ARN of a private target as integrationUri, but connectionType ${type}`;
      return [violation(integration, wrong, "Set connectionType to VPC_LINK, and connectionId to a V2 VPC link.")];
    }
    if (!isPrivate(integration)) {
      const wrong = `${integration.name} sets connectionId, but its connectionType is not VPC_LINK`;
      return [violation(integration, wrong, "Set connectionType to VPC_LINK, or remove connectionId.")];
    }
    const link = linkOf(graph, integration);
    if (link.kind === "absent")
      return [violation(integration, `${integration.name} is a private integration, but has no VPC link`)];
    if (link.kind === "undetermined") return [undetermined(integration, link.why)];
    if (link.kind === "id") return [];
    if (isKind(link.resource, "vpcLinkV1") && isKind(integration, "httpIntegration")) {
      return [
        violation(integration, `HTTP API integration ${integration.name} uses V1 VPC link ${link.resource.name}`),
      ];
    }
    // https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/issues/151: AWS answers BadRequestException.
    if (isKind(link.resource, "vpcLinkV2") && isKind(integration, "webSocketIntegration")) {
      const wrong = `WebSocket API integration ${integration.name} uses V2 VPC link ${link.resource.name}`;
      return [violation(integration, wrong, "Use aws.apigateway.VpcLink with a Network Load Balancer.")];
    }
    return [];
  },
});
