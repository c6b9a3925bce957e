import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Front } from "../../../fixtures/field/base";

/** Ids and ARNs that a body contains. */
export interface Wires {
  readonly link: string;
  readonly balancer: string;
  readonly listener: string;
}

export const wiresOf = (front: Pick<Front, "link" | "alb" | "listener">): pulumi.Output<Wires> =>
  pulumi.output({ link: front.link.id, balancer: front.alb.arn, listener: front.listener.arn });

/** A sound private integration of an HTTP API in a body. */
export const httpIntegration = ({ link, listener }: Wires) => ({
  type: "http_proxy",
  httpMethod: "ANY",
  connectionType: "VPC_LINK",
  connectionId: link,
  uri: listener,
  payloadFormatVersion: "1.0",
});

/** A sound private integration of a greedy path of a REST API in a body. */
export const restIntegration = ({ link, balancer }: Wires, path = "/{proxy}") => ({
  type: "http_proxy",
  httpMethod: "ANY",
  connectionType: "VPC_LINK",
  connectionId: link,
  integrationTarget: balancer,
  uri: `http://app.internal${path}`,
  requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" },
});

const proxyParameter = { name: "proxy", in: "path", required: true, schema: { type: "string" } };

/** An OpenAPI document with one operation for all paths. */
export const anyProxy = (integration: object, more: object = {}) => ({
  openapi: "3.0.1",
  info: { title: "shop", version: "1" },
  paths: {
    "/{proxy+}": {
      "x-amazon-apigateway-any-method": {
        parameters: [proxyParameter],
        "x-amazon-apigateway-integration": integration,
      },
    },
  },
  ...more,
});

/** An HTTP API from a body, with the stage $default. */
export function httpFromBody(body: pulumi.Input<string>, more: Partial<aws.apigatewayv2.ApiArgs> = {}) {
  const api = new aws.apigatewayv2.Api("http", { protocolType: "HTTP", body, ...more });
  new aws.apigatewayv2.Stage("http", { apiId: api.id, name: "$default", autoDeploy: true });
}

/** A REST API from a body, with a deployment that follows it. */
export function restFromBody(body: pulumi.Input<string>, more: Partial<aws.apigateway.RestApiArgs> = {}) {
  const api = new aws.apigateway.RestApi("rest", { body, ...more });
  const deployment = new aws.apigateway.Deployment("rest", { restApi: api.id, triggers: { body } });
  new aws.apigateway.Stage("rest", { restApi: api.id, deployment: deployment.id, stageName: "live" });
}
