import { isKind } from "../graph/graph";
import { protocolOf } from "../graph/protocol";
import { known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

export const privateIntegrationType = resourceRule({
  id: "private-integration-type",
  displayName: "Private integrations call an HTTP endpoint",
  description:
    "An integration with a VPC link has the type HTTP_PROXY, or HTTP in a REST or WebSocket API; AWS rejects other types.",
  severity: "critical",
  remediation: "Set the type of the integration to HTTP_PROXY, or remove the VPC link.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html",
  tags: ["wiring", "http-api", "rest-api"],
  hop: "integration",
  kinds: ["httpIntegration", "restIntegration"],
  about: (_, integration) => known(readString(integration, "connectionType")) === "VPC_LINK",
  none: "no integration uses a VPC link",
  judge: (graph, integration) => {
    const rest = isKind(integration, "restIntegration");
    const type = readString(integration, rest ? "type" : "integrationType");
    if (type.kind !== "known") return [undetermined(integration, `the type of ${integration.name}`)];
    const http = !rest && protocolOf(graph, integration) === "HTTP";
    if (type.value === "HTTP_PROXY" || (type.value === "HTTP" && !http)) return [];
    return [violation(integration, `${integration.name} has a VPC link and the type ${type.value}`)];
  },
});
