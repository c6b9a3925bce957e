import type { Existing } from "../existing";
import { list, value } from "../existing";
import { gatewayAnswer } from "./rest-answers";
import type { Outcome } from "./outcome";
import { notModelled } from "./outcome";
import { hasScope, refusedByCognito } from "./tokens";
import type { Credentials } from "./types";

function refusedByAuthorizer(authorizer: Existing, method: Existing, { token }: Credentials): Outcome | undefined {
  const scopes = list(method, "authorizationScopes");
  const why =
    token === undefined
      ? "the request has no token"
      : refusedByCognito(token, list(authorizer, "providerArns"), scopes);
  if (token === undefined || why !== undefined) return gatewayAnswer("UNAUTHORIZED", "access", authorizer, String(why));
  return hasScope(token, scopes)
    ? undefined
    : gatewayAnswer("ACCESS_DENIED", "access", method, "the token has none of the scopes of the method");
}

/**
 * Why a method of a REST API refuses a client, apart from its API key; undefined if it does not. A `signed` request is one
 * of a principal whose policies allow it.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html; the answer
 * to a token without a scope is a doubt, see simulator/README.md
 *
 * @param deployed - what the deployment has of the API
 */
export function refusedByMethod(
  method: Existing,
  deployed: readonly Existing[],
  request: Credentials,
): Outcome | undefined {
  const type = value(method, "authorization") || "NONE";
  if (type === "NONE") return undefined;
  if (type === "AWS_IAM")
    return request.signed
      ? undefined
      : gatewayAnswer("MISSING_AUTHENTICATION_TOKEN", "access", method, "the request is unsigned");
  if (type !== "COGNITO_USER_POOLS") return notModelled("access", method, `the authorization ${type}`);
  const authorizer = deployed.find(
    (one) => one.type === "aws:apigateway/authorizer:Authorizer" && one.id === value(method, "authorizerId"),
  );
  return authorizer === undefined
    ? notModelled("access", method, "a method whose authorizer is not in the deployment")
    : refusedByAuthorizer(authorizer, method, request);
}
