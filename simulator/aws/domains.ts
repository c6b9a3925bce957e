import type { Context, Model } from "./model";
import { digest, text } from "./model";

/**
 * Hosted zone of API Gateway's Regional domain names in us-east-1, used in every Region.
 * Source: https://docs.aws.amazon.com/general/latest/gr/apigateway.html
 */
const hostedZone = "Z1UJRXOUMOOFQ8";
const target = ({ region, urn }: Context) => `d-${digest(urn, 10)}.execute-api.${region}.amazonaws.com`;
const named = {
  id: ({ inputs }: Context) => text(inputs, "domainName"),
};
const domainArn = ({ region }: Context, name: string) => `arn:aws:apigateway:${region}::/domainnames/${name}`;

/**
 * Resource types of custom domain names and their mappings, of both providers. The two types of a domain name are one
 * entity of API Gateway, and so are the three types of a mapping.
 * Sources: https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/apigatewayv2,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-apimapping.html
 */
export const domains: Readonly<Record<string, Model>> = {
  "aws:apigatewayv2/domainName:DomainName": {
    ...named,
    nested: { domainNameConfiguration: ["hostedZoneId", "targetDomainName"] },
    outputs: (context, id) => ({
      arn: domainArn(context, id),
      apiMappingSelectionExpression: "$request.basepath",
      domainNameConfiguration: { hostedZoneId: hostedZone, targetDomainName: target(context) },
    }),
  },
  "aws:apigateway/domainName:DomainName": {
    ...named,
    outputs: (context, id) => ({
      arn: domainArn(context, id),
      regionalDomainName: target(context),
      regionalZoneId: hostedZone,
    }),
  },
  "aws:apigatewayv2/apiMapping:ApiMapping": { id: ({ urn }) => digest(urn, 6) },
  "aws:apigateway/basePathMapping:BasePathMapping": {
    id: ({ inputs }) => `${text(inputs, "domainName")}/${text(inputs, "basePath")}`,
  },
  "aws-native:apigatewayv2:ApiMapping": {
    id: ({ inputs, urn }) => `${digest(urn, 6)}|${text(inputs, "domainName")}`,
    outputs: (_, id) => ({ apiMappingId: id.split("|")[0] }),
  },
};
