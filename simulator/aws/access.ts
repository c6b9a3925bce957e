import type { Context, Model } from "./model";
import { accountId, digest, named, text } from "./model";

const gatewayArn = ({ region }: Context, path: string) => `arn:aws:apigateway:${region}::${path}`;
/** An id of the provider: a prefix and some inputs, with a hyphen between them. */
const joined =
  (prefix: string, ...keys: readonly string[]) =>
  ({ inputs }: Context) =>
    [...(prefix === "" ? [] : [prefix]), ...keys.map((key) => text(inputs, key))].join("-");
const ofMethod = ["restApi", "resourceId", "httpMethod", "statusCode"];
const nameOfSix = ({ urn }: Context) => digest(urn, 6);
/** An API key as API Gateway makes one: 40 letters and digits. */
const keyValue = (id: string) => digest(`${id} value`, 40);

/**
 * Resource types that decide who may call an API, how often, and what browsers see: authorizers, responses of API Gateway,
 * method settings, API keys, web ACLs and the account's settings.
 * Sources: https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/apigateway, apigatewayv2 and
 * wafv2 beside it
 */
export const access: Readonly<Record<string, Model>> = {
  "aws:apigatewayv2/authorizer:Authorizer": { ...named("name", 128), id: nameOfSix },
  "aws:apigateway/authorizer:Authorizer": {
    ...named(),
    id: nameOfSix,
    outputs: (context, id) => ({
      arn: gatewayArn(context, `/restapis/${text(context.inputs, "restApi")}/authorizers/${id}`),
    }),
  },
  "aws:apigateway/methodResponse:MethodResponse": { id: joined("agmr", ...ofMethod) },
  "aws:apigateway/integrationResponse:IntegrationResponse": { id: joined("agir", ...ofMethod) },
  "aws:apigateway/response:Response": { id: joined("aggr", "restApiId", "responseType") },
  "aws:apigateway/methodSettings:MethodSettings": { id: joined("", "restApi", "stageName", "methodPath") },
  "aws:apigateway/apiKey:ApiKey": {
    ...named("name", 1024),
    id: ({ urn }) => digest(urn, 10),
    outputs: (context, id) => ({
      arn: gatewayArn(context, `/apikeys/${id}`),
      ...(text(context.inputs, "value") === "" ? { value: keyValue(id) } : {}),
    }),
  },
  "aws:apigateway/usagePlan:UsagePlan": {
    ...named(),
    id: nameOfSix,
    outputs: (context, id) => ({ arn: gatewayArn(context, `/usageplans/${id}`) }),
  },
  // The provider's id is that of the key.
  "aws:apigateway/usagePlanKey:UsagePlanKey": { id: ({ inputs }) => text(inputs, "keyId") },
  "aws:apigateway/account:Account": { id: () => accountId },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    id: ({ inputs }) => `${text(inputs, "webAclArn")},${text(inputs, "resourceArn")}`,
  },
};
