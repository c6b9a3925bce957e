import { mappingsOf } from "../graph/domains";
import { labelOf } from "../graph/label";
import { readBoolean } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { missing } from "../missing";
import { undetermined } from "../rule";

/**
 * A mapping in another stack is not visible. The rule still reports a violation, because without a mapping every
 * request gets 403 or 404; the fix says how to accept a mapping that exists elsewhere.
 */
export const disabledEndpointHasDomain = resourceRule({
  id: "disabled-endpoint-has-domain",
  displayName: "APIs without their endpoint have a domain",
  description: "An API whose default endpoint is disabled is mapped to a custom domain name, or nobody can call it.",
  severity: "critical",
  remediation:
    "Map a domain name to the API (aws.apigatewayv2.ApiMapping or aws.apigateway.BasePathMapping), or enable the default endpoint. If another stack maps the API, acknowledge this finding.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html",
  tags: ["wiring", "http-api", "rest-api"],
  hop: "stage",
  kinds: ["httpApi", "restApi", "webSocketApi"],
  none: "the stack has no API",
  judge: (graph, api) => {
    const disabled = readBoolean(api, "disableExecuteApiEndpoint");
    if (
      disabled.kind === "absent" ||
      (disabled.kind === "known" && !disabled.value) ||
      mappingsOf(graph, api).length > 0
    )
      return [];
    if (disabled.kind === "unknown") return [undetermined(api, `disableExecuteApiEndpoint of ${labelOf(api)}`)];
    const wrong = `the default endpoint of ${labelOf(api)} is disabled, and no resource in the stack maps a domain name to it`;
    return [missing(graph, ["apiMapping", "basePathMapping", "routingRule"], api, { wrong })];
  },
});
