import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { BackendNode, RouteNode } from "../core/plan";
import { backendPath } from "../core/routes";
import type { ApiTargets } from "./api-targets";

/** A method with its integration. */
export interface RestMethod {
  readonly method: aws.apigateway.Method;
  readonly integration: aws.apigateway.Integration;
  /** The integration names a balancer, as one through a VPC link V2 does. */
  readonly hasTarget: boolean;
}

/** What {@link createRestMethod} makes a method of. */
export interface RestMethodArgs {
  /** Where the method belongs: its API, and the resource of its path. */
  readonly resource: { readonly restApi: aws.apigateway.RestApi; readonly resourceId: pulumi.Input<string> };
  readonly route: RouteNode;
  readonly backend: BackendNode;
  readonly targets: ApiTargets;
}

/**
 * Method ANY on a path. Where the path ends in `{proxy+}`, three things carry the rest of it and none works alone: the
 * method's parameter, the integration's parameter, and `{proxy}` in the URI.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export function createRestMethod(
  name: string,
  { resource: { restApi, resourceId }, route, backend, targets }: RestMethodArgs,
  opts: { readonly parent: pulumi.Resource },
): RestMethod {
  const { greedy } = route;
  const method = new aws.apigateway.Method(
    name,
    {
      restApi: restApi.id,
      resourceId,
      httpMethod: "ANY",
      authorization: "NONE",
      ...(greedy ? { requestParameters: { "method.request.path.proxy": true } } : {}),
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
      integrationHttpMethod: "ANY",
      type: "HTTP_PROXY",
      connectionType: "VPC_LINK",
      connectionId: targets.linkId(backend),
      uri: targets.uri(backend, backendPath(route)),
      ...(integrationTarget === undefined ? {} : { integrationTarget }),
      ...(greedy ? { requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" } } : {}),
    },
    // An integration has no identity but its method: made before the old one goes, it would be deleted with it.
    { ...opts, deleteBeforeReplace: true },
  );
  return { method, integration, hasTarget: integrationTarget !== undefined };
}
