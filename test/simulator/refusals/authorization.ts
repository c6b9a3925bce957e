import type { Properties } from "../../../simulator/values";
import type { Case, TestAccount } from "../fixture";

const issuer = "https://login.example.com";
const jwt = (account: TestAccount, name: string, apiId: string) =>
  account.create("apigatewayv2/authorizer:Authorizer", name, {
    apiId,
    authorizerType: "JWT",
    jwtConfiguration: { issuer, audiences: ["shop"] },
  });
const api = (account: TestAccount, name = "http") => account.create("apigatewayv2/api:Api", name).id;
const route = (account: TestAccount, apiId: string, inputs: Properties) =>
  account.create("apigatewayv2/route:Route", "route", { apiId, routeKey: "POST /pdf/generate", ...inputs });

/** A REST API with the resource `/test` and an authorizer of a user pool. */
function rest(account: TestAccount) {
  const restApi = account.create("apigateway/restApi:RestApi", "rest");
  const root = String(restApi.outputs["rootResourceId"]);
  const inputs = { restApi: restApi.id, parentId: root, pathPart: "test" };
  const resource = account.create("apigateway/resource:Resource", "test", inputs);
  const pool = { type: "COGNITO_USER_POOLS", providerArns: ["arn:aws:cognito-idp:us-east-1:1:userpool/us-east-1_A"] };
  const authorizer = account.create("apigateway/authorizer:Authorizer", "pool", { restApi: restApi.id, ...pool });
  const on = { restApi: restApi.id, resourceId: resource.id, httpMethod: "GET" };
  return {
    method: (change: Properties, name = "method") =>
      account.create("apigateway/method:Method", name, { ...on, authorization: "COGNITO_USER_POOLS", ...change }),
    authorizerId: authorizer.id,
  };
}

export const authorization: Readonly<Record<string, Case>> = {
  "JWT authorizer whose issuer has no discovery document": {
    error:
      /^Error: BadRequestException: Caught exception when connecting to https:\/\/login\.example\.com\/\.well-known\/openid-configuration for issuer https:\/\/login\.example\.com\. Please try again later\. Error: Invalid issuer: https:\/\/login\.example\.com\. Issuer must have a valid discovery endpoint ended with '\/\.well-known\/openid-configuration'$/,
    refused: (account) => {
      account.account.outside = { zones: {}, certificates: {}, brokenIssuers: [issuer] };
      jwt(account, "authorizer", api(account));
    },
    accepted: (account) => {
      account.account.outside = { zones: {}, certificates: {}, brokenIssuers: [`${issuer}/`] };
      jwt(account, "authorizer", api(account));
    },
  },
  "JWT route with the authorizer of another API": {
    error:
      /^Error: BadRequestException: Invalid authorizer ID specified\. Setting the authorization type to JWT requires a valid JWT authorizer\.$/,
    refused: (account) => {
      const authorizerId = jwt(account, "authorizer", api(account, "other")).id;
      route(account, api(account), { authorizationType: "JWT", authorizerId });
    },
    accepted: (account) => {
      const own = api(account);
      const authorizerId = jwt(account, "authorizer", own).id;
      route(account, own, { authorizationType: "JWT", authorizerId, authorizationScopes: ["orders/read"] });
    },
  },
  "route that takes a JWT as of an update, without authorizer": {
    error: /requires a valid JWT authorizer\.$/,
    refused: (account) => {
      route(account, api(account), {});
      account.update("route", { authorizationType: "JWT" });
    },
    accepted: (account) => {
      const own = api(account);
      route(account, own, {});
      account.update("route", { authorizationType: "JWT", authorizerId: jwt(account, "authorizer", own).id });
      account.update("route", { authorizationType: "AWS_IAM", authorizerId: undefined });
    },
  },
  "scopes of a route with IAM": {
    error:
      /^Error: BadRequestException: Invalid Route authorization type specified\. Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization types$/,
    refused: (account) => {
      route(account, api(account), { authorizationType: "AWS_IAM", authorizationScopes: ["orders/read"] });
    },
    accepted: (account) => {
      route(account, api(account), { authorizationType: "AWS_IAM", authorizationScopes: [] });
    },
  },
  "method with a user pool, without authorizer": {
    error:
      /^Error: BadRequestException: Invalid authorizer ID specified\. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer\.$/,
    refused: (account) => {
      rest(account).method({});
    },
    accepted: (account) => {
      const { method, authorizerId } = rest(account);
      method({ authorizerId, authorizationScopes: ["orders/read"] });
    },
  },
  "scopes of a method with IAM": {
    error:
      /^Error: BadRequestException: Invalid Method authorization type specified\. Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type$/,
    refused: (account) => {
      rest(account).method({ authorization: "AWS_IAM", authorizationScopes: ["orders/read"] });
    },
    accepted: (account) => {
      rest(account).method({ authorization: "AWS_IAM" });
    },
  },
  "second method of a resource with the same HTTP method": {
    error: /^Error: ConflictException: Method already exists for this resource$/,
    refused: (account) => {
      const { method } = rest(account);
      method({ authorization: "NONE" });
      method({ authorization: "NONE" }, "second");
    },
    accepted: (account) => {
      const { method } = rest(account);
      method({ authorization: "NONE" });
      method({ authorization: "NONE", httpMethod: "OPTIONS" }, "second");
    },
  },
  "authorizer of an HTTP API deleted while a route uses it": {
    error:
      /^Error: ConflictException: Cannot delete authorizer 'authorizer-0000001', is referenced in route: POST \/pdf\/generate$/,
    refused: (account) => {
      const own = api(account);
      const authorizerId = jwt(account, "authorizer", own).id;
      route(account, own, { authorizationType: "JWT", authorizerId });
      account.delete("authorizer");
    },
    accepted: (account) => {
      const own = api(account);
      const authorizerId = jwt(account, "authorizer", own).id;
      route(account, own, { authorizationType: "JWT", authorizerId });
      account.update("route", { authorizationType: "NONE", authorizerId: undefined });
      account.delete("authorizer");
    },
  },
  "authorizer of a REST API deleted while a method uses it": {
    error: /^Error: ConflictException: Cannot delete authorizer 'pool-0000001', is referenced in method: GET\/\/test$/,
    refused: (account) => {
      const { method, authorizerId } = rest(account);
      method({ authorizerId });
      account.delete("pool");
    },
    accepted: (account) => {
      const { method, authorizerId } = rest(account);
      method({ authorizerId });
      account.update("method", { authorization: "AWS_IAM", authorizerId: undefined });
      account.delete("pool");
    },
  },
};
