import { known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

export const privateIntegrationPayloadFormat = resourceRule({
  id: "private-integration-payload-format",
  displayName: "Private integrations use payload format 1.0",
  description: "A private integration has payload format 1.0; format 2.0 exists for Lambda integrations only.",
  remediation: 'Set payloadFormatVersion to "1.0", or remove it.',
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html",
  tags: ["wiring", "http-api"],
  hop: "integration",
  kinds: ["httpIntegration", "webSocketIntegration"],
  about: (_, integration) => known(readString(integration, "connectionType")) === "VPC_LINK",
  none: "no integration of an HTTP or WebSocket API uses a VPC link",
  judge: (_, integration) => {
    const format = readString(integration, "payloadFormatVersion");
    if (format.kind === "unknown") return [undetermined(integration, `payloadFormatVersion of ${integration.name}`)];
    // The provider may write "1.0" as the number 1.
    if (format.kind === "absent" || Number(format.value) === 1) return [];
    return [violation(integration, `private integration ${integration.name} has payload format ${format.value}`)];
  },
});
