import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AuthorizerNode } from "../core/plan-access";
import type { RestPart } from "./rest-deployment";

/** An authorizer, as the methods and the deployment of its API need it. */
export interface RestAuthorizer {
  readonly id: pulumi.Output<string>;
  readonly part: RestPart;
}

/**
 * Creates the authorizer for the tokens of a user pool.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 *
 * @throws Error for a JWT authorizer, which the validations refuse for REST APIs
 */
export function createRestAuthorizer(
  name: string,
  { restApi, authorizer }: { readonly restApi: aws.apigateway.RestApi; readonly authorizer: AuthorizerNode },
  opts: { readonly parent: pulumi.Resource },
): RestAuthorizer {
  if (authorizer.kind !== "cognito") throw new Error(`${name}: the provider has no JWT authorizers for REST APIs`);
  const settings = { type: "COGNITO_USER_POOLS", providerArns: [authorizer.userPool] };
  const resource = new aws.apigateway.Authorizer(name, { restApi: restApi.id, ...settings }, opts);
  return {
    id: resource.id,
    part: { resources: [resource], settings, outputs: { [`${name} authorizer`]: resource.id } },
  };
}
