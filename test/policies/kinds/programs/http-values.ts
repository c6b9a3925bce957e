import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { http, httpWith, rest, service } from "./cases";
import type { Cases } from "./cases";

const cors = (corsConfiguration: aws.types.input.apigatewayv2.ApiCorsConfiguration) =>
  http({ api: { corsConfiguration } });
type Target = (integration: aws.apigatewayv2.Integration) => pulumi.Input<string> | undefined;
/** A sound HTTP API with a second route. */
export const routeTo = (target: Target) =>
  httpWith(
    ({ api, integration }) =>
      new aws.apigatewayv2.Route("more", { apiId: api.id, routeKey: "GET /more", target: target(integration) }),
  );

/** Faults of the settings of APIs, routes, integrations and target groups. */
export const httpValues: readonly Cases[] = [
  {
    rule: "api-settings-accepted",
    reported: {
      "credentials for all origins": {
        program: cors({ allowOrigins: ["*"], allowCredentials: true }),
        on: "http",
        path: "refuted at stage",
      },
      "credentials for all origins beside one origin": {
        program: cors({ allowOrigins: ["https://shop.example.com", "*"], allowCredentials: true }),
        on: "http",
        path: "refuted at stage",
      },
    },
    sound: {
      "credentials for one origin": cors({ allowOrigins: ["https://shop.example.com"], allowCredentials: true }),
      "all origins without credentials": cors({ allowOrigins: ["*"], allowMethods: ["*"] }),
    },
  },
  {
    rule: "route-names-integration",
    reported: {},
    sound: {
      interpolation: routeTo(({ id }) => pulumi.interpolate`integrations/${id}`),
      "an output": routeTo(({ id }) => id.apply((text) => `integrations/${text}`)),
    },
  },
  {
    rule: "vpc-link-version",
    reported: {
      "connectionId with INTERNET": {
        program: httpWith(({ api, integration }) => {
          const { connectionId, integrationUri } = integration;
          new aws.apigatewayv2.Integration("more", {
            apiId: api.id,
            integrationType: "HTTP_PROXY",
            integrationMethod: "ANY",
            connectionId: connectionId.apply((id) => id ?? ""),
            integrationUri: integrationUri.apply((uri) => uri ?? ""),
          });
        }),
        on: "more",
        path: "proved",
      },
    },
    sound: {
      "INTERNET without connectionId": httpWith(
        ({ api }) =>
          new aws.apigatewayv2.Integration("more", {
            apiId: api.id,
            integrationType: "HTTP_PROXY",
            integrationMethod: "ANY",
            integrationUri: "https://www.example.com/",
          }),
      ),
      "a REST API": rest(),
    },
  },
  {
    rule: "target-group-settings",
    reported: {
      "targets that drain for more than an hour": {
        program: service({ targetGroup: { deregistrationDelay: 3601 } }),
        on: "shop",
        path: "refuted at target group",
      },
    },
    sound: {
      "an hour": service({ targetGroup: { deregistrationDelay: 3600 } }),
      "no delay": service({ targetGroup: { deregistrationDelay: 0 } }),
    },
  },
];
