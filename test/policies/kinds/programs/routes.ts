import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { http, httpWith, restMethod, restWith } from "./cases";
import type { Cases } from "./cases";

const atRoute = { path: "refuted at route" } as const;
const atAccess = { path: "refuted at access" } as const;
const issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_11111111";
const invokeArn =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:auth/invocations";
const pool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_11111111";

type CreatedHttp = Parameters<Parameters<typeof httpWith>[0]>[0];

const guarded =
  (type: string, authorizer: Partial<aws.apigatewayv2.AuthorizerArgs>, scopes?: readonly string[]) =>
  ({ api, integration }: CreatedHttp) => {
    const { id } = new aws.apigatewayv2.Authorizer("auth", { apiId: api.id, authorizerType: "JWT", ...authorizer });
    const target = pulumi.interpolate`integrations/${integration.id}`;
    const routeKey = "GET /guarded";
    new aws.apigatewayv2.Route("guarded", {
      apiId: api.id,
      routeKey,
      target,
      authorizationType: type,
      authorizerId: id,
      ...(scopes === undefined ? {} : { authorizationScopes: [...scopes] }),
    });
  };
const onlyGuarded = { route: { routeKey: "GET /open" } } as const;
const jwt = { identitySources: ["$request.header.Authorization"], jwtConfiguration: { issuer, audiences: ["shop"] } };
const lambda = { authorizerType: "REQUEST", authorizerUri: invokeArn, authorizerPayloadFormatVersion: "2.0" };

const cached = { ...lambda, authorizerResultTtlInSeconds: 300 };

const restAuthorizer =
  (args: Partial<aws.apigateway.AuthorizerArgs>) =>
  (api: aws.apigateway.RestApi): readonly aws.apigateway.Authorizer[] => [
    new aws.apigateway.Authorizer("auth", { restApi: api.id, ...args }),
  ];
const idOf = ([one]: readonly pulumi.Resource[]) =>
  one instanceof pulumi.CustomResource ? { authorizerId: one.id } : {};

const plan = (apiId: pulumi.Input<string>, stage: pulumi.Input<string>) =>
  new aws.apigateway.UsagePlan("plan", { apiStages: [{ apiId, stage }] });

function planWithKey(apiId: pulumi.Input<string>, stage: pulumi.Input<string>) {
  const keyId = new aws.apigateway.ApiKey("key", {}).id;
  return new aws.apigateway.UsagePlanKey("key", { keyId, keyType: "API_KEY", usagePlanId: plan(apiId, stage).id });
}

/** Faults of routes, methods and their authorizers. */
export const routes: readonly Cases[] = [
  {
    rule: "route-has-authorizer",
    reported: {
      "JWT without an authorizer": {
        program: http({ route: { authorizationType: "JWT" } }),
        on: "http",
        ...atAccess,
      },
      "Lambda without an authorizer": {
        program: restMethod({ method: { authorization: "CUSTOM" } }),
        on: "shop",
        ...atAccess,
      },
      "scopes of an open route": {
        program: http({ route: { authorizationScopes: ["orders/read"] } }),
        on: "http",
        ...atAccess,
      },
      "scopes with IAM": {
        program: restMethod({ method: { authorization: "AWS_IAM", authorizationScopes: ["orders/read"] } }),
        on: "shop",
        ...atAccess,
      },
      "Cognito with a Lambda authorizer": {
        program: restMethod(
          { method: { authorization: "COGNITO_USER_POOLS" }, with: restAuthorizer({ authorizerUri: invokeArn }) },
          idOf,
        ),
        on: "shop",
        ...atAccess,
      },
    },
    sound: {
      "IAM without an authorizer": http({ route: { authorizationType: "AWS_IAM" } }),
      "JWT with a JWT authorizer": httpWith(guarded("JWT", jwt), onlyGuarded),
      "Lambda with a Lambda authorizer": httpWith(guarded("CUSTOM", lambda), onlyGuarded),
      "Cognito with a Cognito authorizer": restMethod(
        {
          method: { authorization: "COGNITO_USER_POOLS" },
          with: restAuthorizer({ type: "COGNITO_USER_POOLS", providerArns: [pool] }),
        },
        idOf,
      ),
      "scopes of a JWT authorizer": httpWith(guarded("JWT", jwt, ["orders/read"]), onlyGuarded),
      "scopes of a Cognito authorizer": restMethod(
        {
          method: { authorization: "COGNITO_USER_POOLS", authorizationScopes: ["orders/read"] },
          with: restAuthorizer({ type: "COGNITO_USER_POOLS", providerArns: [pool] }),
        },
        idOf,
      ),
      "no scopes": http({ route: { authorizationType: "AWS_IAM", authorizationScopes: [] } }),
    },
  },
  {
    rule: "authorizer-is-complete",
    reported: {
      "a Lambda authorizer without a function": {
        program: restMethod({ method: { authorization: "CUSTOM" }, with: restAuthorizer({}) }, idOf),
        on: "auth",
        breaksAt: "shop",
        ...atAccess,
      },
      "Cognito without a user pool": {
        program: restMethod(
          {
            method: { authorization: "COGNITO_USER_POOLS" },
            with: restAuthorizer({ type: "COGNITO_USER_POOLS" }),
          },
          idOf,
        ),
        on: "auth",
        breaksAt: "shop",
        ...atAccess,
      },
      "a cache of a Lambda authorizer without identity sources": {
        program: httpWith(({ api }) => new aws.apigatewayv2.Authorizer("auth", { apiId: api.id, ...cached })),
        on: "auth",
        path: "proved",
      },
      "an unused JWT authorizer without audiences": {
        program: httpWith(
          ({ api }) =>
            new aws.apigatewayv2.Authorizer("auth", {
              apiId: api.id,
              authorizerType: "JWT",
              identitySources: ["$request.header.Authorization"],
              jwtConfiguration: { issuer },
            }),
        ),
        on: "auth",
        path: "proved",
      },
    },
    sound: {
      "a token authorizer": restMethod(
        { method: { authorization: "CUSTOM" }, with: restAuthorizer({ authorizerUri: invokeArn }) },
        idOf,
      ),
      "a cache with identity sources": httpWith(
        guarded("CUSTOM", { ...cached, identitySources: ["$request.header.Authorization"] }),
        onlyGuarded,
      ),
      "no cache and no identity sources": httpWith(
        guarded("CUSTOM", { ...cached, authorizerResultTtlInSeconds: 0 }),
        onlyGuarded,
      ),
      "simple responses in format 2.0": httpWith(
        guarded("CUSTOM", { ...lambda, enableSimpleResponses: true }),
        onlyGuarded,
      ),
    },
  },
  {
    rule: "route-key-accepted",
    reported: {
      "no leading slash": { program: http({ route: { routeKey: "GET orders" } }), on: "http", ...atRoute },
      "an unknown method": { program: http({ route: { routeKey: "FETCH /orders" } }), on: "http", ...atRoute },
      "a greedy variable inside": {
        program: http({ route: { routeKey: "ANY /{proxy+}/orders" } }),
        on: "http",
        ...atRoute,
      },
    },
    sound: {
      "a greedy variable at the end": http({ route: { routeKey: "ANY /orders/{proxy+}" } }),
      "one method": http({ route: { routeKey: "GET /orders/{id}/items" } }),
    },
  },
  {
    rule: "rest-resource-path-accepted",
    reported: {
      "two segments": { program: restMethod({ pathPart: "shop/orders" }), on: "shop", ...atRoute },
      "a variable with a suffix": { program: restMethod({ pathPart: "{id}.json" }), on: "shop", ...atRoute },
      "below a greedy variable": {
        program: restWith(
          ({ api, proxy }) =>
            new aws.apigateway.Resource("below", { restApi: api.id, parentId: proxy.id, pathPart: "orders" }),
        ),
        on: "below",
        path: "proved",
      },
      "a second variable": {
        program: restWith(
          ({ api }) =>
            new aws.apigateway.Resource("z-id", { restApi: api.id, parentId: api.rootResourceId, pathPart: "{id}" }),
        ),
        on: "z-id",
        path: "proved",
      },
    },
    sound: {
      "a dot and a colon": restMethod({ pathPart: "v1.0:orders" }),
      "a segment beside a variable": restWith(
        ({ api }) =>
          new aws.apigateway.Resource("orders", { restApi: api.id, parentId: api.rootResourceId, pathPart: "orders" }),
      ),
    },
  },
  {
    rule: "api-key-has-usage-plan",
    reported: {
      "plans of other APIs only": {
        program: restMethod({
          method: { apiKeyRequired: true },
          with: () => [plan(new aws.apigateway.RestApi("other", {}).id, "live")],
        }),
        on: "shop",
        ...atAccess,
      },
      "a plan of an API outside the stack": {
        program: restMethod({ method: { apiKeyRequired: true }, with: () => [plan("a1b2c3", "live")] }),
        on: "shop",
        ...atAccess,
      },
    },
    sound: {
      "a plan with the API": restMethod({
        method: { apiKeyRequired: true },
        after: (api, { stageName }) => planWithKey(api.id, stageName),
      }),
      "no API key": restMethod({ method: { apiKeyRequired: false } }),
    },
  },
];
