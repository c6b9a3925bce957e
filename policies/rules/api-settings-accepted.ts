import { isKind } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { known, readBoolean, readString, readStrings } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";
import type { Finding } from "../rule";

/** The default of the provider, with and without braces, which is for HTTP APIs. */
const ofHttp = /^\$\{?request\.method\}? \$\{?request\.path\}?$/;

/** Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html (RouteSelectionExpression) */
function judgeWebSocket(api: Resource): readonly Finding[] {
  const expression = readString(api, "routeSelectionExpression");
  if (expression.kind === "unknown" || (expression.kind === "known" && !ofHttp.test(expression.value))) return [];
  const wrong = `${labelOf(api)} has no routeSelectionExpression for messages, which AWS requires`;
  return [
    violation(
      api,
      wrong,
      "Set routeSelectionExpression to the part of a message that names its route, such as $request.body.action.",
    ),
  ];
}

/** Source: https://github.com/aws/aws-cdk/issues/9076 (the error of AWS) */
function judgeCors(api: Resource): readonly Finding[] {
  const origins = known(readStrings(api, "corsConfiguration.allowOrigins")) ?? [];
  const credentials = known(readBoolean(api, "corsConfiguration.allowCredentials")) === true;
  if (!credentials || !origins.includes("*")) return [];
  const wrong = `the CORS configuration of ${labelOf(api)} allows credentials and all origins (*)`;
  return [violation(api, wrong, "List the origins in allowOrigins, or remove allowCredentials.")];
}

export const apiSettingsAccepted = resourceRule({
  id: "api-settings-accepted",
  displayName: "API Gateway accepts the settings of the API",
  description:
    "A WebSocket API has a route selection expression, and an HTTP API with credentials in its CORS configuration lists its origins; AWS rejects the API otherwise.",
  remediation: "Change the setting named in the finding.",
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html",
  tags: ["wiring", "http-api"],
  hop: "stage",
  kinds: ["httpApi", "webSocketApi"],
  none: "the stack has no HTTP or WebSocket API",
  judge: (_, api) => (isKind(api, "webSocketApi") ? judgeWebSocket(api) : judgeCors(api)),
});
