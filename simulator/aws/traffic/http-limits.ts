import type { Existing } from "../existing";
import { value } from "../existing";
import type { Limits } from "./limits";
import { isExceeded, tooMany } from "./limits";
import type { Outcome } from "./outcome";

interface RouteSettings {
  readonly routeKey?: string;
  readonly throttlingRateLimit?: number;
  readonly throttlingBurstLimit?: number;
}

/**
 * The provider writes both limits, zero for one that is missing.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigatewayv2/stage.go
 */
const limitsOf = ({ throttlingRateLimit = 0, throttlingBurstLimit = 0 }: RouteSettings): Limits => ({
  rate: throttlingRateLimit,
  burst: throttlingBurstLimit,
});

/**
 * Why the limits of a stage of an HTTP API refuse a request; undefined if they do not. The settings of a route replace those
 * of the stage as a whole. Without any, the account's limits apply, which are not simulated.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html,
 * https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/issues/78
 */
export function throttledByStage(stage: Existing, route: Existing, atOnce: number | undefined): Outcome | undefined {
  const own = ((stage.inputs["routeSettings"] ?? []) as readonly RouteSettings[]).find(
    ({ routeKey }) => routeKey === value(route, "routeKey"),
  );
  const settings = own ?? (stage.inputs["defaultRouteSettings"] as RouteSettings | undefined);
  if (settings === undefined || !isExceeded(limitsOf(settings), atOnce)) return undefined;
  return tooMany("limits", stage, own === undefined ? "the limits of the stage" : "the limits of the route");
}
