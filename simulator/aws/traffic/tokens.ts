import type { Token } from "./types";

/** What an authorizer or a route demands of a token. */
interface Demands {
  readonly issuer: string;
  readonly audiences: readonly string[];
}

/**
 * Why a JWT authorizer of an HTTP API does not accept a token; undefined if it does. `aud` is compared, and `client_id` only
 * in a token without it.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function refusedByJwt(token: Token, { issuer, audiences }: Demands): string | undefined {
  if (token.issuer !== issuer) return `the token is of the issuer ${token.issuer}, not of ${issuer}`;
  const audience = token.audience ?? token.clientId;
  return audience !== undefined && audiences.includes(audience)
    ? undefined
    : "the token does not have a valid audience";
}

/** Issuers of the tokens of user pools, by their ARNs. */
const issuersOf = (userPools: readonly string[]): readonly string[] =>
  userPools.map((pool) => {
    const [, partition = "", , region = "", , resource = ""] = pool.split(":");
    const suffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    return `https://cognito-idp.${region}.${suffix}/${resource.replace("userpool/", "")}`;
  });

/**
 * Why a Cognito authorizer of a REST API does not accept a token; undefined if it does. It takes the token for an identity
 * token, and with scopes for an access token. It does not check the client.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
 */
export function refusedByCognito(
  token: Token,
  userPools: readonly string[],
  scopes: readonly string[],
): string | undefined {
  if (!issuersOf(userPools).includes(token.issuer)) return `the token is of ${token.issuer}, not of the user pool`;
  const wanted = scopes.length === 0 ? "id" : "access";
  return token.use === wanted ? undefined : `the method takes ${wanted} tokens, and this is an ${token.use} token`;
}

/** Whether a token has one of the scopes, or none is demanded. */
export const hasScope = ({ scopes: given = [] }: Token, demanded: readonly string[]): boolean =>
  demanded.length === 0 || demanded.some((scope) => given.includes(scope));
