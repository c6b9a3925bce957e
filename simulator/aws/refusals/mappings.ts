import type { Account, Existing, Refusal, Refusals } from "../existing";
import { value } from "../existing";
import { asMapping, domainNamed, mappingsOf } from "../mappings";
import { accountId } from "../model";

const httpApi = "aws:apigatewayv2/api:Api";
const restApi = "aws:apigateway/restApi:RestApi";
const httpStage = "aws:apigatewayv2/stage:Stage";
const restStage = "aws:apigateway/stage:Stage";

/** API and name of a stage of either type. */
const stageOf = (stage: Existing) =>
  stage.type === restStage
    ? { api: value(stage, "restApi"), name: value(stage, "stageName") }
    : { api: value(stage, "apiId"), name: value(stage, "name") };

/**
 * Letters, digits and `$-_.+!*'()/`, at most 300 of them, without a slash at an end and without two in a row.
 * Sources: https://github.com/aws/aws-cdk/issues/8983 (message),
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html (slashes inside, length)
 */
const validKey: Refusal = (resource) => {
  const { key } = asMapping(resource);
  const isValid = key.length <= 300 && key.split("/").every((part) => /^[A-Za-z0-9$\-_.+!*'()]+$/.test(part));
  return key === "" || isValid
    ? undefined
    : "BadRequestException: An ApiMapping key may contain only letters, numbers and one of $-_.+!*'(),";
};

const sameKey = (resource: Existing, account: Account) => {
  const { domainName, key } = asMapping(resource);
  return mappingsOf(account).some((other) => other.domainName === domainName && other.key === key);
};

/** Source: https://github.com/aws/aws-cdk/issues/22660 */
const keyExists: Refusal = (resource, account) =>
  sameKey(resource, account) ? "ConflictException: ApiMapping key already exists for this domain name" : undefined;

/** Source: https://github.com/pulumi/pulumi-aws/issues/1035 */
const basePathExists: Refusal = (resource, account) =>
  sameKey(resource, account) ? "ConflictException: Base path already exists for this domain name" : undefined;

/** Sources: https://github.com/aws/aws-sam-cli/issues/7030 (API), https://github.com/aws/aws-cdk/issues/8983 (stage) */
const stageExists: Refusal = (resource, account) => {
  const { api, stage } = asMapping(resource);
  if (!account.of(httpApi, restApi).some(({ id }) => id === api))
    return `NotFoundException: Invalid API identifier specified ${accountId}:${api}`;
  const stages = account.of(httpStage, restStage).map(stageOf);
  return stages.some((one) => one.api === api && one.name === stage)
    ? undefined
    : "BadRequestException: Invalid stage identifier specified";
};

/** Source: https://github.com/amplify-education/serverless-domain-manager/issues/381 */
const domainOfV2: Refusal = (resource, account) => {
  const domain = domainNamed(account, value(resource, "domainName"));
  return domain !== undefined && value(domain, "securityPolicy") === "TLS_1_0"
    ? "BadRequestException: Only REGIONAL domain names with a security policy of TLS 1.2 can be managed through the API Gateway V2 API. For TLS 1.0 domain names, please use the API Gateway V1 API to upgrade your security policy to TLS 1.2. Currently, only REST APIs can be attached to a domain name with a security policy of TLS 1.0."
    : undefined;
};

/** Source: https://github.com/gruntwork-io/cloud-nuke/issues/370 */
const mappedHttpApi: Refusal = ({ id }, account) =>
  mappingsOf(account).some(({ api }) => api === id)
    ? `BadRequestException: Deleting API ${id} failed. Please remove all API mappings for the API from your custom domain names.`
    : undefined;

/** Source: https://github.com/serverless/serverless/issues/3638 */
const mappedRestApi: Refusal = ({ id }, account) => {
  const names = mappingsOf(account).flatMap(({ api, domainName }) => (api === id ? [domainName] : []));
  return names.length === 0
    ? undefined
    : `BadRequestException: Deleting RestApi ${id} failed. Please remove all base path mappings related to the RestApi in your domains: ${[...new Set(names)].join(", ")}.`;
};

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/41651 (that it is the same for an HTTP API is a doubt) */
const mappedStage: Refusal = (resource, account) => {
  const { api, name } = stageOf(resource);
  return mappingsOf(account).some((mapping) => mapping.api === api && mapping.stage === name)
    ? `BadRequestException: Deleting stage ${name} failed. Please remove all base path mappings related to the stage in your domain`
    : undefined;
};

const onMapping = [validKey, domainOfV2, stageExists, keyExists];

/** Operations on mappings, and on what is mapped, that API Gateway rejects. */
export const mappings: Readonly<Record<string, Refusals>> = {
  "aws:apigatewayv2/apiMapping:ApiMapping": { create: onMapping, update: onMapping },
  "aws-native:apigatewayv2:ApiMapping": { create: onMapping, update: onMapping },
  "aws:apigateway/basePathMapping:BasePathMapping": {
    create: [stageExists, basePathExists],
    update: [stageExists, basePathExists],
  },
  [httpApi]: { delete: [mappedHttpApi] },
  [restApi]: { delete: [mappedRestApi] },
  [httpStage]: { delete: [mappedStage] },
  [restStage]: { delete: [mappedStage] },
};
