import { resourceRule } from "../resource-rule";
import { integrationTargetOf } from "../graph/apis";
import { isKind } from "../graph/graph";
import { labelOf } from "../graph/label";
import { known, readString } from "../graph/value";
import { undetermined, violation } from "../rule";

export const httpIntegrationTakesListener = resourceRule({
  id: "http-integration-takes-listener",
  displayName: "HTTP API integrations use a listener",
  description: "A private integration of an HTTP API uses the ARN of a listener or of a Cloud Map service.",
  severity: "critical",
  remediation:
    "Set integrationUri to the ARN of a listener or a Cloud Map service, not to that of a load balancer or target group, or to a URL.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  tags: ["wiring", "http-api"],
  hop: "integration",
  kinds: ["httpIntegration"],
  about: (_, integration) => known(readString(integration, "connectionType")) === "VPC_LINK",
  none: "no integration of an HTTP API uses a VPC link",
  judge: (graph, integration) => {
    const target = integrationTargetOf(graph, integration);
    if (target.kind === "resource" && isKind(target.resource, "listener", "discoveryService")) return [];
    if (target.kind === "undetermined") return [undetermined(integration, target.why)];
    if (target.kind === "id" && /:(listener\/|service\/srv-)/.test(target.id)) return [];
    const named = target.kind === "resource" ? labelOf(target.resource) : target.kind === "id" ? target.id : "nothing";
    return [
      violation(
        integration,
        `integrationUri of ${integration.name} refers to ${named}, not to a listener or a Cloud Map service`,
      ),
    ];
  },
});
