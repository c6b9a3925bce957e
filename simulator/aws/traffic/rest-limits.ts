import type { AwsAccount } from "../account";
import type { Existing } from "../existing";
import { value } from "../existing";
import { methodSettingsOf } from "../method-settings";
import { isExceeded } from "./limits";
import type { Outcome } from "./outcome";
import { gatewayAnswer } from "./rest-answers";

interface Settings {
  readonly throttlingRateLimit?: number;
  readonly throttlingBurstLimit?: number;
}

/** -1 is no limit: https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html */
const limit = (value: number | undefined) => (value === -1 ? undefined : value);

/**
 * Why the settings of a stage of a REST API refuse a request; undefined if they do not. Those of a method replace those of
 * all methods. Without any, the account's limits apply, which are not simulated.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 *
 * @param methodPath - path and verb of the request: `/orders/{proxy+}/GET`; `//GET` for the root
 */
export function throttledByMethod(
  account: AwsAccount,
  stage: Existing,
  methodPath: string,
  atOnce: number | undefined,
): Outcome | undefined {
  const found = methodSettingsOf(account, stage, methodPath);
  const { throttlingRateLimit, throttlingBurstLimit } = (found?.inputs["settings"] ?? {}) as Settings;
  const limits = { rate: limit(throttlingRateLimit), burst: limit(throttlingBurstLimit) };
  if (found === undefined || !isExceeded(limits, atOnce)) return undefined;
  const whose = value(found, "methodPath") === "*/*" ? "stage" : "method";
  return gatewayAnswer("THROTTLED", "limits", found, `the limits of the ${whose} are exceeded`);
}
