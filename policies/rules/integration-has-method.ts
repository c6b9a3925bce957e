import { isKind } from "../graph/graph";
import { isSet, known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

export const integrationHasMethod = resourceRule({
  id: "integration-has-method",
  displayName: "Integrations state their HTTP method",
  description: "An integration that calls an HTTP endpoint states the method of the call; AWS rejects it otherwise.",
  severity: "critical",
  remediation:
    "Set integrationHttpMethod (REST API) or integrationMethod (HTTP or WebSocket API) to ANY or to one HTTP method.",
  url: "https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html",
  tags: ["wiring", "http-api", "rest-api"],
  hop: "integration",
  kinds: ["restIntegration", "httpIntegration", "webSocketIntegration"],
  none: "the stack has no integration",
  judge: (_, integration) => {
    const rest = isKind(integration, "restIntegration");
    const type = known(readString(integration, rest ? "type" : "integrationType"));
    const property = rest ? "integrationHttpMethod" : "integrationMethod";
    if (type !== "HTTP" && type !== "HTTP_PROXY") return [];
    if (isSet(integration, property)) return [];
    return [violation(integration, `${integration.name} has type ${type}, but no ${property}`)];
  },
});
