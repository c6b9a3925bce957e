import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { BackendNode, RouteNode } from "../core/plan-api";
import { backendPath } from "../core/routes";
import { integrationSeconds } from "../core/timeouts";
import type { ApiTargets } from "./api-targets";
import type { RestPart } from "./rest-deployment";

/** The API of a method, and the id of its resource. */
export interface RestResource {
  readonly restApi: aws.apigateway.RestApi;
  readonly resourceId: pulumi.Input<string>;
}

/** Arguments of {@link createRestMethod}. */
export interface RestMethodArgs {
  readonly resource: RestResource;
  readonly route: RouteNode;
  /** First name of its service: another name alone deploys nothing. */
  readonly service: string;
  readonly backend: BackendNode;
  readonly targets: ApiTargets;
  /** Id of the authorizer; undefined if no route of the API needs a token. */
  readonly authorizerId: pulumi.Input<string> | undefined;
}

const authorizations = { none: "NONE", iam: "AWS_IAM", token: "COGNITO_USER_POOLS" } as const;

/** What requests must have, without the authorizer. */
function authorizationOf({ access }: RouteNode) {
  if (access === undefined) return { authorization: authorizations.none };
  const { authorization, scopes, apiKey } = access;
  return {
    authorization: authorizations[authorization],
    ...(scopes.length === 0 ? {} : { authorizationScopes: [...scopes] }),
    ...(apiKey ? { apiKeyRequired: true } : {}),
  };
}

/**
 * Parameters of a method and of its integration. A path that ends in `{proxy+}` needs three settings together to pass the
 * rest of the path: the parameter of the method, the parameter of the integration, and `{proxy}` in the URI.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
const parametersOf = ({ greedy }: RouteNode) => ({
  ofMethod: greedy ? { requestParameters: { "method.request.path.proxy": true } } : {},
  ofIntegration: {
    requestParameters: {
      "integration.request.header.X-Request-Id": "context.requestId",
      ...(greedy ? { "integration.request.path.proxy": "method.request.path.proxy" } : {}),
    },
  },
});

/** Settings that are always written: the provider keeps the mode of an integration that no longer has one. */
const transferOf = (backend: BackendNode) => ({
  timeoutMilliseconds: integrationSeconds({ type: "rest" }, backend) * 1000,
  responseTransferMode: backend.streaming === true ? "STREAM" : "BUFFERED",
});

/** Settings of a method and its integration that are known at a preview. */
function settingsOf(route: RouteNode, backend: BackendNode) {
  const { ofMethod, ofIntegration } = parametersOf(route);
  return {
    method: { httpMethod: "ANY", ...authorizationOf(route), ...ofMethod },
    integration: {
      integrationHttpMethod: "ANY",
      type: "HTTP_PROXY",
      connectionType: "VPC_LINK",
      ...transferOf(backend),
      ...ofIntegration,
    },
  };
}

/** Creates the method ANY of a path, with its integration. */
export function createRestMethod(
  name: string,
  { resource: { restApi, resourceId }, route, service, backend, targets, authorizerId }: RestMethodArgs,
  opts: { readonly parent: pulumi.Resource },
): RestPart {
  const settings = settingsOf(route, backend);
  const needsToken = route.access?.authorization === "token";
  if (needsToken && authorizerId === undefined) throw new Error(`${name} needs tokens, and its API has no authorizer`);
  const method = new aws.apigateway.Method(
    name,
    {
      restApi: restApi.id,
      resourceId,
      ...settings.method,
      ...(needsToken && authorizerId !== undefined ? { authorizerId } : {}),
    },
    opts,
  );
  const integrationTarget = targets.integrationTarget(backend);
  const integration = new aws.apigateway.Integration(
    name,
    {
      restApi: restApi.id,
      resourceId,
      httpMethod: method.httpMethod,
      ...settings.integration,
      connectionId: targets.linkId(backend),
      uri: targets.uri(backend, backendPath(route)),
      ...(integrationTarget === undefined ? {} : { integrationTarget }),
    },
    // An integration has the identity of its method: deleting the old one after creating the new one would delete both.
    { ...opts, deleteBeforeReplace: true, dependsOn: targets.waitsFor(backend) },
  );
  return {
    resources: [method, integration],
    settings: { name, service, backendPath: backendPath(route), ...settings },
    outputs: {
      [`${name} connectionId`]: integration.connectionId.apply((id) => id ?? ""),
      [`${name} uri`]: integration.uri.apply((uri) => uri ?? ""),
      // The output of a missing property is unknown at every preview, which would then show a deployment that never
      // happens.
      ...(integrationTarget === undefined
        ? {}
        : { [`${name} integrationTarget`]: integration.integrationTarget.apply((target) => target ?? "") }),
    },
  };
}
