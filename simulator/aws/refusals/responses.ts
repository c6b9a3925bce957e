import { isObject } from "../../values";
import type { Existing, Refusal, Refusals } from "../existing";
import { list, value } from "../existing";
import { ofMethod } from "../snapshots";

const method = "aws:apigateway/method:Method";
const integration = "aws:apigateway/integration:Integration";
const methodResponse = "aws:apigateway/methodResponse:MethodResponse";
const integrationResponse = "aws:apigateway/integrationResponse:IntegrationResponse";

const parametersOf = ({ inputs }: Existing): readonly (readonly [string, unknown])[] =>
  Object.entries(isObject(inputs["responseParameters"]) ? inputs["responseParameters"] : {});

/** Source: https://github.com/amazon-archives/aws-apigateway-importer/issues/121 */
const invalid = (problem: string) =>
  `BadRequestException: Invalid mapping expression specified: Validation Result: warnings : [], errors : [${problem}]`;

/** Source: https://github.com/hashicorp/terraform/issues/29422 */
const methodOfResponse: Refusal = (resource, account) =>
  ofMethod(account, method, resource).length === 0
    ? "NotFoundException: Invalid Method identifier specified"
    : undefined;

/** Source: https://github.com/hashicorp/terraform/issues/23353 */
const integrationOfResponse: Refusal = (resource, account) =>
  ofMethod(account, integration, resource).length === 0
    ? "NotFoundException: Invalid Integration identifier specified"
    : undefined;

const pattern = (resource: Existing) => value(resource, "selectionPattern");

/** Source: https://github.com/hashicorp/terraform/pull/5893 */
const oneOfPattern: Refusal = (resource, account) =>
  ofMethod(account, integrationResponse, resource).some((other) => pattern(other) === pattern(resource))
    ? `ConflictException: Integration response with selection pattern ${pattern(resource) || "default"} already exists`
    : undefined;

/**
 * An integration response maps only to headers that the method response with the same status has.
 * Sources: https://github.com/amazon-archives/aws-apigateway-importer/issues/121 (no method response),
 * https://github.com/awslabs/aws-solutions-constructs/issues/1130 (no such header)
 */
const declaredHeaders: Refusal = (resource, account) => {
  const parameters = parametersOf(resource);
  if (parameters.length === 0) return undefined;
  const response = ofMethod(account, methodResponse, resource).find(
    (one) => value(one, "statusCode") === value(resource, "statusCode"),
  );
  if (response === undefined) return invalid("No method response exists for method.");
  const declared = parametersOf(response).map(([key]) => key);
  const missing = parameters.find(([key]) => !declared.includes(key));
  return missing && invalid(`Invalid mapping expression parameter specified: ${missing[0]}`);
};

/** Static text stands in single quotes. Source: https://github.com/awsdocs/amazon-api-gateway-developer-guide/issues/7 */
const quotedValues: Refusal = (resource) => {
  const isMapping = /^('.*'|(integration\.response|method\.request|context|stageVariables)\..+)$/;
  const wrong = parametersOf(resource).find(([, mapping]) => !isMapping.test(String(mapping)));
  return wrong && invalid(`Invalid mapping expression specified: ${String(wrong[1])}`);
};

/** Source: https://github.com/aws/aws-cli/issues/2879 */
const gatewayHeaders: Refusal = (resource) => {
  const wrong = parametersOf(resource).find(([key]) => !/^gatewayresponse\.header\.[\w-]+$/.test(key));
  return wrong && invalid(`Invalid mapping expression specified: ${wrong[0]}`);
};

/** Source: https://github.com/aws/aws-cdk/issues/9076 */
const namedOrigins: Refusal = (resource) => {
  const cors = resource.inputs["corsConfiguration"];
  return isObject(cors) &&
    cors["allowCredentials"] === true &&
    list({ ...resource, inputs: cors }, "allowOrigins").includes("*")
    ? "BadRequestException: allow-credentials is not supported if 'allow-origin' is *"
    : undefined;
};

const onIntegrationResponse = [methodOfResponse, integrationOfResponse, oneOfPattern, quotedValues, declaredHeaders];
const onGatewayResponse = [gatewayHeaders, quotedValues];

/** Operations on responses that API Gateway makes itself, and on CORS, that it rejects. */
export const responses: Readonly<Record<string, Refusals>> = {
  [methodResponse]: { create: [methodOfResponse] },
  [integrationResponse]: { create: onIntegrationResponse, update: onIntegrationResponse },
  "aws:apigateway/response:Response": { create: onGatewayResponse, update: onGatewayResponse },
  "aws:apigatewayv2/api:Api": { create: [namedOrigins], update: [namedOrigins] },
};
