import type { DeployedIntegration } from "../existing";
import { texts } from "../existing";
import type { Properties } from "../../values";
import { gatewayAnswer } from "./rest-answers";
import type { Outcome } from "./outcome";
import { notModelled } from "./outcome";
import { hasScope, refusedByCognito } from "./tokens";
import type { Credentials } from "./types";

function refusedByAuthorizer(
  { urn, methodInputs }: DeployedIntegration,
  authorizer: Properties,
  { token }: Credentials,
): Outcome | undefined {
  const scopes = texts(methodInputs["authorizationScopes"]);
  const why =
    token === undefined
      ? "the request has no token"
      : refusedByCognito(token, texts(authorizer["providerArns"]), scopes);
  if (token === undefined || why !== undefined) return gatewayAnswer("UNAUTHORIZED", "access", urn, String(why));
  return hasScope(token, scopes)
    ? undefined
    : gatewayAnswer("ACCESS_DENIED", "access", urn, "the token has none of the scopes of the method");
}

/**
 * Why a method of a REST API refuses a client, apart from its API key; undefined if it does not. A `signed` request is one
 * of a principal whose policies allow it.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html; the answer
 * to a token without a scope is a doubt, see simulator/README.md
 */
export function refusedByMethod(method: DeployedIntegration, request: Credentials): Outcome | undefined {
  const { urn, authorizer } = method;
  const type = method.methodInputs["authorization"] ?? "NONE";
  if (type === "NONE") return undefined;
  if (type === "AWS_IAM")
    return request.signed
      ? undefined
      : gatewayAnswer("MISSING_AUTHENTICATION_TOKEN", "access", urn, "the request is unsigned");
  if (type !== "COGNITO_USER_POOLS") return notModelled("access", urn, `the authorization ${JSON.stringify(type)}`);
  return authorizer === undefined
    ? notModelled("access", urn, "a method whose authorizer is not in the deployment")
    : refusedByAuthorizer(method, authorizer, request);
}
