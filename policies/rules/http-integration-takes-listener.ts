import { resourceRule } from "../resource-rule";
import { integrationTargetOf } from "../graph/apis";
import { isKind } from "../graph/graph";
import { known, readString } from "../graph/value";
import { undetermined, violation } from "../rule";

export const httpIntegrationTakesListener = resourceRule({
  id: "http-integration-takes-listener",
  displayName: "HTTP integrations name a listener",
  description: "The private integration of an HTTP API names the ARN of a listener or of a Cloud Map service.",
  severity: "critical",
  remediation:
    "Set integrationUri to the listener ARN (or the discovery service ARN), not to a balancer, target group or URL.",
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
    const named = target.kind === "resource" ? target.resource.name : target.kind === "id" ? target.id : "nothing";
    return [
      violation(
        integration,
        `integrationUri of ${integration.name} names ${named}, which is no listener and no Cloud Map service`,
        "Name the listener's ARN.",
      ),
    ];
  },
});
