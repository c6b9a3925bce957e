import type { Resource } from "../graph/resource";
import { responsesOf } from "../graph/rest-responses";
import { known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** Whether an integration response may be chosen for a successful answer; one without a pattern is the default. */
function selectsSuccess(response: Resource): boolean {
  const pattern = readString(response, "selectionPattern");
  if (pattern.kind !== "known" || pattern.value === "") return true;
  try {
    const expression = new RegExp(`^(?:${pattern.value})$`);
    return ["200", "201", "202", "204"].some((status) => expression.test(status));
  } catch {
    // API Gateway reads patterns of Java, which JavaScript may not.
    return true;
  }
}

export const restHttpIntegrationHasResponses = resourceRule({
  id: "rest-http-integration-has-responses",
  displayName: "REST integrations map their responses",
  description:
    "An integration of type HTTP or MOCK has a method response and an integration response for success, without which every request gets 500.",
  severity: "critical",
  remediation:
    "Set type HTTP to HTTP_PROXY, which returns responses as they are, or add an aws.apigateway.MethodResponse and an aws.apigateway.IntegrationResponse without selectionPattern.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html",
  tags: ["wiring", "rest-api"],
  hop: "integration",
  kinds: ["restIntegration"],
  none: "the stack has no integration of a REST API",
  judge: (graph, integration) => {
    const type = readString(integration, "type");
    if (type.kind === "unknown") return [undetermined(integration, `the type of ${integration.name}`)];
    const used = known(type) ?? "";
    if (!/^(HTTP|MOCK)$/.test(used)) return [];
    const responses = responsesOf(graph, integration);
    if (responses === undefined) return [undetermined(integration, `the method of ${integration.name}`)];
    const missing = [
      ...(responses.method.length === 0 ? ["method response"] : []),
      ...(responses.integration.some(selectsSuccess) ? [] : ["integration response for a 2xx status"]),
    ];
    if (missing.length === 0) return [];
    return [violation(integration, `${integration.name} has type ${used}, but no ${missing.join(" and no ")}`)];
  },
});
