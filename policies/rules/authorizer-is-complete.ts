import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { protocolOf } from "../graph/protocol";
import type { Resource } from "../graph/resource";
import { isSet, known, readBoolean, readNumber, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** Whether an authorizer keeps its answers, for which it needs to know by what. */
const caches = (authorizer: Resource) => (known(readNumber(authorizer, "authorizerResultTtlInSeconds")) ?? 0) > 0;

/**
 * Properties that an authorizer of an HTTP API needs and lacks.
 * Sources: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers-authorizerid.html,
 * https://github.com/hashicorp/terraform-provider-aws/pull/32629 ("Identity source must be set if authorizer caching is
 * enabled")
 */
function missingOfHttp(graph: Graph, authorizer: Resource, type: string): readonly string[] {
  const needed =
    type === "JWT"
      ? ["jwtConfiguration.issuer", "jwtConfiguration.audiences"]
      : ["authorizerUri", ...(protocolOf(graph, authorizer) === "HTTP" ? ["authorizerPayloadFormatVersion"] : [])];
  return [...needed, ...(caches(authorizer) ? ["identitySources"] : [])].filter((path) => !isSet(authorizer, path));
}

const missingOfRest = (authorizer: Resource, type: string): readonly string[] =>
  [type === "COGNITO_USER_POOLS" ? "providerArns" : "authorizerUri"].filter((path) => !isSet(authorizer, path));

export const authorizerIsComplete = resourceRule({
  id: "authorizer-is-complete",
  displayName: "Authorizers have what their type needs",
  description:
    "A JWT authorizer has an issuer and audiences, and a Lambda authorizer has a function, and identity sources if it caches; without them, AWS rejects the authorizer or every request.",
  severity: "critical",
  remediation: "Set the properties named in the finding.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html",
  tags: ["wiring", "http-api", "rest-api"],
  hop: "access",
  kinds: ["httpAuthorizer", "restAuthorizer"],
  none: "the stack has no authorizer",
  judge: (graph, authorizer) => {
    const rest = isKind(authorizer, "restAuthorizer");
    const value = readString(authorizer, rest ? "type" : "authorizerType");
    if (value.kind === "unknown") return [undetermined(authorizer, `the type of authorizer ${authorizer.name}`)];
    const type = known(value) ?? "TOKEN";
    const missing = rest ? missingOfRest(authorizer, type) : missingOfHttp(graph, authorizer, type);
    if (missing.length > 0)
      return [
        violation(authorizer, `authorizer ${authorizer.name} has type ${type}, but no ${missing.join(" and no ")}`),
      ];
    const simple = known(readBoolean(authorizer, "enableSimpleResponses")) === true;
    const format = known(readString(authorizer, "authorizerPayloadFormatVersion"));
    return simple && format !== undefined && Number(format) === 1
      ? [
          violation(
            authorizer,
            `authorizer ${authorizer.name} has simple responses, which payload format 1.0 does not support`,
          ),
        ]
      : [];
  },
});
