import type { AwsAccount } from "../account";
import type { Existing } from "../existing";
import { value } from "../existing";
import { isExceeded } from "./limits";
import type { Outcome } from "./outcome";
import { gatewayAnswer } from "./rest-answers";

interface Settings {
  readonly throttlingRateLimit?: number;
  readonly throttlingBurstLimit?: number;
}

/** -1 is no limit: https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html */
const limit = (value: number | undefined) => (value === -1 ? undefined : value);

/** `orders~1{proxy+}/ANY` as `/orders/{proxy+}/ANY`, and the root's `~1/ANY` as `//ANY`. */
const decoded = (methodPath: string): string => `/${methodPath.replaceAll("~1", "/").replace(/^\/(?=.*\/)/, "")}`;

/**
 * Why the settings of a stage of a REST API refuse a request; undefined if they do not. Those of a method replace those of
 * all methods. Without any, the account's limits apply, which are not simulated.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 *
 * @param methodPath - path and method: `/orders/{proxy+}/ANY`; `//ANY` for the root
 */
export function throttledByMethod(
  account: AwsAccount,
  stage: Existing,
  methodPath: string,
  atOnce: number | undefined,
): Outcome | undefined {
  const all = account
    .where("aws:apigateway/methodSettings:MethodSettings", "restApi", value(stage, "restApi"))
    .filter((one) => value(one, "stageName") === value(stage, "stageName"));
  const own = all.find((one) => decoded(value(one, "methodPath")) === methodPath);
  const found = own ?? all.find((one) => value(one, "methodPath") === "*/*");
  const { throttlingRateLimit, throttlingBurstLimit } = (found?.inputs["settings"] ?? {}) as Settings;
  const limits = { rate: limit(throttlingRateLimit), burst: limit(throttlingBurstLimit) };
  if (found === undefined || !isExceeded(limits, atOnce)) return undefined;
  const whose = own === undefined ? "the limits of the stage are exceeded" : "the limits of the method are exceeded";
  return gatewayAnswer("THROTTLED", "limits", found, whose);
}
