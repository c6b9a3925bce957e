import type { Context, Model } from "./model";
import { accountId, apiId, digest, named, text } from "./model";

const gatewayArn = ({ region }: Context, path: string) => `arn:aws:apigateway:${region}::${path}`;
const executionArn = ({ region }: Context, api: string) => `arn:aws:execute-api:${region}:${accountId}:${api}`;
const invokeUrl = ({ region }: Context, api: string, stage: string) =>
  `https://${api}.execute-api.${region}.amazonaws.com/${stage === "$default" ? "" : stage}`;
/** The provider's id of a method or integration: `agm-<api>-<resource>-<method>`. */
const joined =
  (prefix: string) =>
  ({ inputs }: Context) =>
    [prefix, text(inputs, "restApi"), text(inputs, "resourceId"), text(inputs, "httpMethod")].join("-");

/** Resource types of API Gateway, for REST and HTTP APIs. */
export const gateway: Readonly<Record<string, Model>> = {
  "aws:apigatewayv2/api:Api": {
    ...named("name", 128),
    id: apiId,
    outputs: (context, id) => ({
      arn: gatewayArn(context, `/apis/${id}`),
      apiEndpoint: `https://${id}.execute-api.${context.region}.amazonaws.com`,
      executionArn: executionArn(context, id),
    }),
  },
  "aws:apigatewayv2/integration:Integration": { id: ({ urn }) => digest(urn, 7) },
  "aws:apigatewayv2/route:Route": { id: ({ urn }) => digest(urn, 7) },
  "aws:apigatewayv2/stage:Stage": {
    ...named("name", 128),
    id: ({ inputs }) => text(inputs, "name"),
    outputs: (context, id) => {
      const api = text(context.inputs, "apiId");
      return {
        arn: gatewayArn(context, `/apis/${api}/stages/${id}`),
        invokeUrl: invokeUrl(context, api, id),
        executionArn: `${executionArn(context, api)}/${id}`,
      };
    },
  },
  "aws:apigatewayv2/vpcLink:VpcLink": {
    ...named("name", 128),
    id: apiId,
    outputs: (context, id) => ({ arn: gatewayArn(context, `/vpclinks/${id}`) }),
  },
  "aws:apigateway/restApi:RestApi": {
    ...named(),
    // Optional and computed: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigateway/rest_api.go
    kept: ["disableExecuteApiEndpoint"],
    id: apiId,
    outputs: (context, id) => ({
      arn: gatewayArn(context, `/restapis/${id}`),
      rootResourceId: digest(`${id} root`, 10),
      executionArn: executionArn(context, id),
    }),
  },
  "aws:apigateway/resource:Resource": { id: ({ urn }) => digest(urn, 6) },
  "aws:apigateway/method:Method": { id: joined("agm") },
  "aws:apigateway/integration:Integration": { id: joined("agi") },
  "aws:apigateway/deployment:Deployment": { id: ({ urn }) => digest(urn, 6) },
  "aws:apigateway/stage:Stage": {
    id: ({ inputs }) => `ags-${text(inputs, "restApi")}-${text(inputs, "stageName")}`,
    outputs: (context) => {
      const [api, stage] = [text(context.inputs, "restApi"), text(context.inputs, "stageName")];
      return {
        arn: gatewayArn(context, `/restapis/${api}/stages/${stage}`),
        invokeUrl: invokeUrl(context, api, stage),
        executionArn: `${executionArn(context, api)}/${stage}`,
      };
    },
  },
  "aws:apigateway/vpcLink:VpcLink": {
    ...named(),
    id: apiId,
    outputs: (context, id) => ({ arn: gatewayArn(context, `/vpclinks/${id}`) }),
  },
};
