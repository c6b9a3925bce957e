import type { AwsAccount } from "../account";
import type { DeployedIntegration, Existing } from "../existing";
import { value } from "../existing";
import type { Limits } from "./limits";
import { isExceeded } from "./limits";
import type { Outcome } from "./outcome";
import { gatewayAnswer } from "./rest-answers";
import type { Request } from "./types";

interface PlanStage {
  readonly apiId?: string;
  readonly stage?: string;
  readonly throttles?: readonly { readonly path: string; readonly rateLimit?: number; readonly burstLimit?: number }[];
}

/** A usage plan that admits a key to a stage. */
interface Admission {
  readonly plan: Existing;
  readonly stage: PlanStage;
}

/** The usage plan of a stage that has an enabled key with this value. A key is in one plan of a stage. */
function admissionOf(account: AwsAccount, stage: Existing, apiKey: string | undefined): Admission | undefined {
  const keys = account
    .of("aws:apigateway/apiKey:ApiKey")
    .filter((key) => apiKey !== undefined && value(key, "value") === apiKey && key.inputs["enabled"] !== false);
  return keys
    .flatMap(({ id }) => account.where("aws:apigateway/usagePlanKey:UsagePlanKey", "keyId", id))
    .flatMap((member) => account.where("aws:apigateway/usagePlan:UsagePlan", "id", value(member, "usagePlanId")))
    .flatMap((plan) => ((plan.inputs["apiStages"] ?? []) as readonly PlanStage[]).map((one) => ({ plan, stage: one })))
    .find(({ stage: one }) => one.apiId === value(stage, "restApi") && one.stage === value(stage, "stageName"));
}

/** Limits of the key: those of the method in the plan, otherwise those of the plan. */
function limitsOf({ plan, stage }: Admission, methodPath: string): Limits {
  const own = stage.throttles?.find(({ path }) => path === methodPath);
  const general = (plan.inputs["throttleSettings"] ?? {}) as {
    readonly rateLimit?: number;
    readonly burstLimit?: number;
  };
  const { rateLimit, burstLimit } = own ?? general;
  return { rate: rateLimit, burst: burstLimit };
}

/** Requests of the plan in a period; no request was made before. */
const isOverQuota = ({ plan }: Admission, atOnce = 1): boolean => {
  const quota = plan.inputs["quotaSettings"] as { readonly limit?: number; readonly offset?: number } | undefined;
  return quota !== undefined && atOnce > (quota.limit ?? 0) - (quota.offset ?? 0);
};

/**
 * Why a method that needs an API key refuses a request; undefined if it does not. Limits of a plan apply only to such methods.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 *
 * @param stage - of the REST API
 * @param methodPath - path and method as usage plans name them: `/orders/ANY`
 */
export function refusedByKey(
  account: AwsAccount,
  { urn, methodInputs }: DeployedIntegration,
  stage: Existing,
  methodPath: string,
  { apiKey, atOnce }: Request,
): Outcome | undefined {
  if (methodInputs["apiKeyRequired"] !== true) return undefined;
  const admission = admissionOf(account, stage, apiKey);
  if (admission === undefined) {
    const why = apiKey === undefined ? "the request has no API key" : "no usage plan of the stage has the API key";
    return gatewayAnswer("INVALID_API_KEY", "access", urn, why);
  }
  const { plan } = admission;
  if (isOverQuota(admission, atOnce))
    return gatewayAnswer("QUOTA_EXCEEDED", "limits", plan, "the quota of the usage plan is exceeded");
  return isExceeded(limitsOf(admission, methodPath), atOnce)
    ? gatewayAnswer("THROTTLED", "limits", plan, "the limits of the usage plan are exceeded")
    : undefined;
}
