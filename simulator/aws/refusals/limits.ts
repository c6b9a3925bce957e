import type { Account, Existing, Refusal, Refusals } from "../existing";
import { objects, texts, value } from "../existing";

const httpStage = "aws:apigatewayv2/stage:Stage";
const httpIntegration = "aws:apigatewayv2/integration:Integration";
const restIntegration = "aws:apigateway/integration:Integration";
const methodSettings = "aws:apigateway/methodSettings:MethodSettings";
const apiKey = "aws:apigateway/apiKey:ApiKey";
const usagePlan = "aws:apigateway/usagePlan:UsagePlan";
const usagePlanKey = "aws:apigateway/usagePlanKey:UsagePlanKey";

/** Source: https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/pull/80 */
const settingsOfRoutes: Refusal = (resource, account) => {
  const routes = account
    .of("aws:apigatewayv2/route:Route")
    .filter((route) => value(route, "apiId") === value(resource, "apiId"))
    .map((route) => value(route, "routeKey"));
  const keys = objects(resource, "routeSettings").map((settings) => String(settings["routeKey"]));
  const missing = keys.find((key) => !routes.includes(key));
  return missing && `NotFoundException: Unable to find Route by key ${missing} within the provided RouteSettings`;
};

const stageExists = (account: Account, api: unknown, stage: unknown) =>
  account
    .of("aws:apigateway/stage:Stage")
    .some((one) => value(one, "restApi") === api && value(one, "stageName") === stage);

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/12756 */
const stageOfSettings: Refusal = (resource, account) =>
  stageExists(account, value(resource, "restApi"), value(resource, "stageName"))
    ? undefined
    : "NotFoundException: Invalid stage identifier specified";

/**
 * A method path has one slash, before the verb: those of the resource's path are `~1`. `ANY` is no verb.
 * Sources: https://github.com/aws/aws-sdk-java/issues/1823 (message),
 * https://github.com/hashicorp/terraform-provider-aws/issues/15855,
 * https://github.com/serverless-heaven/serverless-aws-alias/issues/80 (`ANY`)
 */
const methodPath: Refusal = (resource) => {
  const path = value(resource, "methodPath");
  return path === "*/*" || /^[^/]+\/(DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT)$/.test(path)
    ? undefined
    : `BadRequestException: Invalid method setting path: /${path}/throttling/burstLimit. Must be one of: [.../metrics/enabled, .../logging/dataTrace, .../logging/loglevel,.../throttling/burstLimit, .../throttling/rateLimit, .../caching/ttlInSeconds, .../caching/enabled, .../caching/dataEncrypted, .../caching/requireAuthorizationForCacheControl, .../caching/unauthorizedCacheControlHeaderStrategy]`;
};

/** API Gateway does not fill in the placeholders of its message. Source: https://github.com/aws/aws-cdk/issues/6169 */
const stagesOfPlan: Refusal = (resource, account) =>
  objects(resource, "apiStages").every(({ apiId, stage }) => stageExists(account, apiId, stage))
    ? undefined
    : "BadRequestException: Invalid API Stage {api: %s, stage: %s} specified for usageplan %s";

/** Source: https://github.com/rrahul963/serverless-add-api-key/issues/27 */
const keyExists: Refusal = (resource, account) =>
  account.of(apiKey).some((other) => value(other, "value") === value(resource, "value"))
    ? "ConflictException: API Key already exists"
    : undefined;

const byId = (account: Account, type: string, id: string) => account.of(type).find((one) => one.id === id);

/** The messages are those of an emulator. Source: https://github.com/getmoto/moto/blob/master/moto/apigateway/exceptions.py */
const planAndKey: Refusal = (resource, account) => {
  if (byId(account, usagePlan, value(resource, "usagePlanId")) === undefined)
    return "NotFoundException: Invalid Usage Plan ID specified";
  return byId(account, apiKey, value(resource, "keyId")) === undefined
    ? "NotFoundException: Invalid API Key identifier specified"
    : undefined;
};

const stagesOf = (account: Account, plan: string) =>
  account
    .of(usagePlan)
    .filter(({ id }) => id === plan)
    .flatMap((one) =>
      objects(one, "apiStages").map(({ apiId, stage }) => `${texts(apiId).join("")}:${texts(stage).join("")}`),
    );

/**
 * A key is in one plan for each stage. The message of API Gateway is not known, so this one is the simulator's.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
const onePlanPerStage: Refusal = (resource, account) => {
  const own = stagesOf(account, value(resource, "usagePlanId"));
  const others = account
    .of(usagePlanKey)
    .filter((other) => value(other, "keyId") === value(resource, "keyId"))
    .flatMap((other) => stagesOf(account, value(other, "usagePlanId")));
  const both = own.find((stage) => others.includes(stage));
  return (
    both &&
    `ConflictException: the API key is in another usage plan of the stage ${both} (the message of API Gateway is not known).`
  );
};

/** Milliseconds of an integration; API Gateway's own default if the program sets none. */
const exceeds = (resource: Existing, limit: number) => {
  const milliseconds = resource.inputs["timeoutMilliseconds"];
  return typeof milliseconds === "number" && (milliseconds < 50 || milliseconds > limit)
    ? `BadRequestException: Timeout should be between 50 ms and ${limit} ms`
    : undefined;
};

/** 15 minutes with streaming. Sources: https://github.com/aws/aws-cdk/issues/31063, https://github.com/hashicorp/terraform-provider-aws/issues/45472 */
const restTimeout: Refusal = (resource, { outside: { restTimeoutMilliseconds = 29_000 } }) =>
  exceeds(resource, value(resource, "responseTransferMode") === "STREAM" ? 900_000 : restTimeoutMilliseconds);

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/42851 (that 30 seconds are the most) */
const httpTimeout: Refusal = (resource) => exceeds(resource, 30_000);

const onSettings = [stageOfSettings, methodPath];

/** Operations on limits, timeouts, usage plans and API keys that API Gateway rejects. */
export const limits: Readonly<Record<string, Refusals>> = {
  [httpStage]: { create: [settingsOfRoutes], update: [settingsOfRoutes] },
  [methodSettings]: { create: onSettings, update: onSettings },
  [usagePlan]: { create: [stagesOfPlan], update: [stagesOfPlan] },
  [apiKey]: { create: [keyExists] },
  [usagePlanKey]: { create: [planAndKey, onePlanPerStage] },
  [restIntegration]: { create: [restTimeout], update: [restTimeout] },
  [httpIntegration]: { create: [httpTimeout], update: [httpTimeout] },
};
