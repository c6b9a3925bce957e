import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { BackendNode, RouteNode } from "../core/plan";
import { backendPath } from "../core/routes";
import type { ApiTargets } from "./api-targets";

/** A method with its integration. */
export interface RestMethod {
  readonly method: aws.apigateway.Method;
  readonly integration: aws.apigateway.Integration;
  /** The integration has an `integrationTarget`, as with a VPC link V2. */
  readonly hasTarget: boolean;
}

/** Arguments of {@link createRestMethod}. */
export interface RestMethodArgs {
  /** The API of the method, and the id of its resource. */
  readonly resource: { readonly restApi: aws.apigateway.RestApi; readonly resourceId: pulumi.Input<string> };
  readonly route: RouteNode;
  readonly backend: BackendNode;
  readonly targets: ApiTargets;
}

/**
 * Creates the method ANY of a path. A path that ends in `{proxy+}` needs three settings together to pass the rest of
 * the path: the parameter of the method, the parameter of the integration, and `{proxy}` in the URI.
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
    // An integration has the identity of its method: deleting the old one after creating the new one would delete both.
    { ...opts, deleteBeforeReplace: true, dependsOn: targets.waitsFor(backend) },
  );
  return { method, integration, hasTarget: integrationTarget !== undefined };
}
