import type { Account, Existing, Refusal, Refusals } from "../existing";
import { list, value } from "../existing";
import { isObject } from "../../values";
import { pathOf } from "../snapshots";

const httpAuthorizer = "aws:apigatewayv2/authorizer:Authorizer";
const restAuthorizer = "aws:apigateway/authorizer:Authorizer";
const route = "aws:apigatewayv2/route:Route";
const method = "aws:apigateway/method:Method";

/** API Gateway reads the issuer's discovery document. Source: https://github.com/haandol/cognito-kakao-example/issues/1 */
const discovery: Refusal = ({ inputs }, { outside }) => {
  const jwt = inputs["jwtConfiguration"];
  const issuer = isObject(jwt) ? String(jwt["issuer"]) : "";
  const document = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  return outside.brokenIssuers?.includes(issuer) === true
    ? `BadRequestException: Caught exception when connecting to ${document} for issuer ${issuer}. Please try again later. Error: Invalid issuer: ${issuer}. Issuer must have a valid discovery endpoint ended with '/.well-known/openid-configuration'`
    : undefined;
};

/** Whether the authorizer of a route or method exists and belongs to its API. */
const hasAuthorizer = (resource: Existing, account: Account, type: string, api: string) =>
  account
    .of(type)
    .some((one) => one.id === value(resource, "authorizerId") && value(one, api) === value(resource, api));

/** Source: https://github.com/anomalyco/ion/issues/1104 */
const jwtAuthorizer: Refusal = (resource, account) =>
  value(resource, "authorizationType") === "JWT" && !hasAuthorizer(resource, account, httpAuthorizer, "apiId")
    ? "BadRequestException: Invalid authorizer ID specified. Setting the authorization type to JWT requires a valid JWT authorizer."
    : undefined;

/** Source: https://github.com/aws/aws-cdk/issues/27576 */
const scopesOfRoute: Refusal = (resource) =>
  list(resource, "authorizationScopes").length > 0 && value(resource, "authorizationType") !== "JWT"
    ? "BadRequestException: Invalid Route authorization type specified. Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization types"
    : undefined;

/** Source: https://github.com/aws/aws-cdk/issues/5618 */
const authorizerOfMethod: Refusal = (resource, account) =>
  ["CUSTOM", "COGNITO_USER_POOLS"].includes(value(resource, "authorization")) &&
  !hasAuthorizer(resource, account, restAuthorizer, "restApi")
    ? "BadRequestException: Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer."
    : undefined;

/** Source: https://github.com/aws/aws-cdk/pull/30035 */
const scopesOfMethod: Refusal = (resource) =>
  list(resource, "authorizationScopes").length > 0 && value(resource, "authorization") !== "COGNITO_USER_POOLS"
    ? "BadRequestException: Invalid Method authorization type specified. Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type"
    : undefined;

const inUse = (authorizer: Existing, reference: string) =>
  `ConflictException: Cannot delete authorizer '${value(authorizer, "name")}', is referenced in ${reference}`;

/** Source: https://github.com/anomalyco/sst/issues/5586 */
const usedByRoute: Refusal = (resource, account) => {
  const user = account.of(route).find((one) => value(one, "authorizerId") === resource.id);
  return user && inUse(resource, `route: ${value(user, "routeKey")}`);
};

/**
 * A deployment that has the authorizer does not count, only the methods as they are.
 * Source: https://github.com/hashicorp/terraform-provider-aws/issues/14812
 */
const usedByMethod: Refusal = (resource, account) => {
  const user = account.of(method).find((one) => value(one, "authorizerId") === resource.id);
  return user && inUse(resource, `method: ${value(user, "httpMethod")}/${pathOf(account, value(user, "resourceId"))}`);
};

/** Source: https://github.com/pulumi/pulumi-aws/issues/1085 */
const methodExists: Refusal = (resource, account) =>
  account.of(method).some(({ id }) => id === resource.id)
    ? "ConflictException: Method already exists for this resource"
    : undefined;

const onRoute = [jwtAuthorizer, scopesOfRoute];
const onMethod = [authorizerOfMethod, scopesOfMethod];

/** Operations on authorizers, and on the authorization of routes and methods, that API Gateway rejects. */
export const authorization: Readonly<Record<string, Refusals>> = {
  [httpAuthorizer]: { create: [discovery], update: [discovery], delete: [usedByRoute] },
  [restAuthorizer]: { delete: [usedByMethod] },
  [route]: { create: onRoute, update: onRoute },
  [method]: { create: [methodExists, ...onMethod], update: onMethod },
};
