import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { errorHeaders } from "../core/rest-cors";
import type { Cors } from "../core/settings/settings";
import type { RestPart } from "./rest-deployment";

/** The types that stand for all others: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const responseTypes = ["DEFAULT_4XX", "DEFAULT_5XX"];

/**
 * AWS's default body. It is written out, because AWS returns it for a response without a template, and the provider would
 * then remove it at every update.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
const responseTemplates = { "application/json": '{"message":$context.error.messageString}' };

/** Creates the gateway responses by which browsers can read the errors that API Gateway answers itself. */
export function createErrorResponses(
  name: string,
  { restApi, cors }: { readonly restApi: aws.apigateway.RestApi; readonly cors: Cors },
  opts: { readonly parent: pulumi.Resource },
): readonly RestPart[] {
  const responseParameters = Object.fromEntries(
    Object.entries(errorHeaders(cors)).map(([header, value]) => [`gatewayresponse.header.${header}`, value]),
  );
  return responseTypes.map((responseType) => {
    const settings = { responseType, responseTemplates, responseParameters };
    const response = new aws.apigateway.Response(
      `${name}:${responseType}`,
      { restApiId: restApi.id, ...settings },
      opts,
    );
    return { resources: [response], settings, outputs: {} };
  });
}
