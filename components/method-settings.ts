import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ApiNode, RouteNode } from "../core/plan";
import { routePath } from "../core/routes";
import type { Throttle } from "../core/settings/settings";

/**
 * Key of the settings of a route. A path is one segment of a patch path, so that all its slashes are `~1`, the first one
 * too: AWS stores a key such as `orders/{proxy+}/ANY`, and applies it to no method.
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-apigateway-stage-methodsetting.html,
 * https://github.com/hashicorp/terraform-provider-aws/issues/9738
 */
const methodPath = (route: RouteNode): string => `${routePath(route).replaceAll("/", "~1")}/ANY`;

/** Creates the limits of the stage of a REST API, and of routes that have their own. */
export function createMethodSettings(
  name: string,
  { api, stage }: { readonly api: ApiNode; readonly stage: aws.apigateway.Stage },
  opts: { readonly parent: pulumi.Resource },
): readonly aws.apigateway.MethodSettings[] {
  const create = (of: string, path: string, { ratePerSecond, burst }: Throttle) =>
    new aws.apigateway.MethodSettings(
      of,
      {
        restApi: stage.restApi,
        stageName: stage.stageName,
        methodPath: path,
        settings: { throttlingRateLimit: ratePerSecond, throttlingBurstLimit: burst },
      },
      opts,
    );
  return [
    ...(api.throttle === undefined ? [] : [create(name, "*/*", api.throttle)]),
    ...api.routes.flatMap((route) =>
      route.throttle === undefined ? [] : [create(`${name}${routePath(route)}`, methodPath(route), route.throttle)],
    ),
  ];
}
