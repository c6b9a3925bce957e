import { isKind } from "../graph/graph";
import { labelOf } from "../graph/label";
import { registeredUrn } from "../graph/registered";
import { readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** A `$connect` route of a WebSocket API needs no integration; whether the other routes do is not documented. */
export const routeNamesIntegration = resourceRule({
  id: "route-names-integration",
  displayName: "Routes name their integration",
  description: "A route of an HTTP API has a target, in the form integrations/ID.",
  severity: "critical",
  remediation: "Set target to integrations/ID, with the id of an integration of the API.",
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html",
  tags: ["wiring", "http-api"],
  hop: "route",
  kinds: ["httpRoute", "webSocketRoute"],
  // An operation of an OpenAPI body contains its integration.
  about: (_, { urn }) => registeredUrn(urn) === urn,
  none: "the stack has no route of an HTTP or WebSocket API",
  judge: (_, route) => {
    const target = readString(route, "target");
    if (target.kind === "unknown") return [];
    if (target.kind === "absent") {
      const wrong = `${labelOf(route)} has no target, so none of its requests reaches an integration`;
      return isKind(route, "httpRoute") ? [violation(route, wrong)] : [];
    }
    if (/^integrations\/[^/]+$/.test(target.value)) return [];
    return [violation(route, `the target of ${labelOf(route)} is ${target.value}, not integrations/ID`)];
  },
});
