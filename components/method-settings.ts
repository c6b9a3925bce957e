import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ApiNode } from "../core/plan-api";
import { routePath } from "../core/routes";
import type { Throttle } from "../core/settings/settings";
import { verbs } from "../core/verbs";

/**
 * Key of the settings of a verb of a route. A path is one segment of a patch path, so that all its slashes are `~1`, the
 * first one too: AWS stores a key such as `orders/{proxy+}/GET`, and applies it to no method. It refuses `ANY`.
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-apigateway-stage-methodsetting.html,
 * https://github.com/hashicorp/terraform-provider-aws/issues/9738,
 * https://github.com/serverless-heaven/serverless-aws-alias/issues/80
 */
const methodPath = (path: string, verb: string): string => `${path.replaceAll("/", "~1")}/${verb}`;

/**
 * Creates the limits of the stage of a REST API, and those of the routes that have their own: one for each verb, because
 * API Gateway has no settings of `ANY`, and counts the requests of each verb for itself.
 */
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
    ...api.routes.flatMap((route) => {
      const { throttle } = route;
      if (throttle === undefined) return [];
      const path = routePath(route);
      return verbs.map((verb) => create(`${name}:${verb}${path}`, methodPath(path, verb), throttle));
    }),
  ];
}
