import type { Properties } from "../values";

const httpStage = "aws:apigatewayv2/stage:Stage";
const limits = "defaultRouteSettings";

/**
 * What AWS has after an update that removes inputs. The provider keeps the block of the limits of an HTTP API's stage and
 * sends zeros for what was in it, so that API Gateway answers 429 to every request; there is no way to send "not
 * configured". It removes limits of single routes.
 * Sources: https://github.com/hashicorp/terraform-provider-aws/issues/30373,
 * https://github.com/pulumi/pulumi-aws/issues/2363, `SuppressMissingOptionalConfigurationBlock` and
 * `expandDefaultRouteSettings` in
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigatewayv2/stage.go
 */
export function withLeftovers(type: string, before: Properties, inputs: Properties): Properties {
  const isRemoved = type === httpStage && before[limits] !== undefined && inputs[limits] === undefined;
  return isRemoved ? { ...inputs, [limits]: { throttlingBurstLimit: 0, throttlingRateLimit: 0 } } : inputs;
}
