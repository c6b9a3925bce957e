import type { AwsAccount } from "../account";
import type { Existing } from "../existing";
import { list, value } from "../existing";
import type { Outcome } from "./outcome";
import { answer, notModelled } from "./outcome";
import { hasScope, refusedByJwt } from "./tokens";
import type { Credentials } from "./types";

interface JwtConfiguration {
  readonly issuer?: string;
  readonly audiences?: readonly string[];
}

function refusedWithoutToken(authorizer: Existing, route: Existing, { token }: Credentials): Outcome | undefined {
  const { issuer = "", audiences = [] } = (authorizer.inputs["jwtConfiguration"] ?? {}) as JwtConfiguration;
  const why = token === undefined ? "the request has no token" : refusedByJwt(token, { issuer, audiences });
  if (token === undefined || why !== undefined)
    return answer(401, "access", authorizer, `{"message":"Unauthorized"}: ${String(why)}`);
  return hasScope(token, list(route, "authorizationScopes"))
    ? undefined
    : answer(403, "access", route, '{"message":"Forbidden"}: the token has none of the scopes of the route');
}

/**
 * Why a route of an HTTP API refuses a client; undefined if it does not. A `signed` request is one of a principal whose
 * policies allow it.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html (401),
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html;
 * 403 without a signature and without a scope are doubts, see simulator/README.md
 */
export function refusedByRoute(account: AwsAccount, route: Existing, request: Credentials): Outcome | undefined {
  const type = value(route, "authorizationType") || "NONE";
  if (type === "NONE") return undefined;
  if (type === "AWS_IAM")
    return request.signed
      ? undefined
      : answer(403, "access", route, '{"message":"Forbidden"}: the request is unsigned');
  const [authorizer] = account.where("aws:apigatewayv2/authorizer:Authorizer", "id", value(route, "authorizerId"));
  if (type !== "JWT") return notModelled("access", route, `the authorization type ${type}`);
  return authorizer === undefined
    ? notModelled("access", route, "a route whose authorizer is not in the account")
    : refusedWithoutToken(authorizer, route, request);
}
