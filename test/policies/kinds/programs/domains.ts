import * as aws from "@pulumi/aws";
import { httpWith, restWith } from "./cases";
import type { Cases } from "./cases";

const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555";

/** A domain name that HTTP APIs support. */
export const regional = (
  name: string,
  domainName = `${name}.example.com`,
  more: Partial<aws.apigatewayv2.DomainNameArgs> = {},
) =>
  new aws.apigatewayv2.DomainName(name, {
    domainName,
    domainNameConfiguration: { certificateArn, endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
    ...more,
  });

/** A mapping of a domain name to a stage. */
export const mapping = (
  name: string,
  api: aws.apigatewayv2.Api,
  stage: aws.apigatewayv2.Stage,
  domain: string,
  key?: string,
) =>
  new aws.apigatewayv2.ApiMapping(name, {
    apiId: api.id,
    stage: stage.id,
    domainName: domain,
    ...(key === undefined ? {} : { apiMappingKey: key }),
  });

const twoMappings = (first: string | undefined, second: string | undefined, names: readonly [string, string]) =>
  httpWith(({ api, stage }) => {
    mapping("first", api, stage, names[0], first);
    mapping("second", api, stage, names[1], second);
  });
const one = ["shop.example.com", "shop.example.com"] as const;

/** Faults of mappings of domain names. */
export const domains: readonly Cases[] = [
  {
    rule: "unique-api-mapping",
    reported: {
      "two roots of a domain": {
        program: twoMappings(undefined, "", one),
        on: "second",
        path: "refuted at mapping",
        breaksAt: "first",
      },
      "one key twice": {
        program: twoMappings("v1/orders", "v1/orders", one),
        on: "second",
        path: "refuted at mapping",
        breaksAt: "first",
      },
      "one key twice on a domain of the stack": {
        program: httpWith(({ api, stage }) => {
          const domain = regional("shop");
          for (const name of ["first", "second"])
            new aws.apigatewayv2.ApiMapping(name, { apiId: api.id, stage: stage.id, domainName: domain.id });
        }),
        on: "second",
        path: "refuted at mapping",
        breaksAt: "first",
      },
    },
    sound: {
      "two keys": twoMappings("v1", "v2", one),
      "two domains": twoMappings("v1", "v1", ["shop.example.com", "shop.example.org"]),
    },
  },
  {
    rule: "mapping-waits-for-stage",
    reported: {
      "the name of the stage as a constant": {
        program: httpWith(
          ({ api }) =>
            new aws.apigatewayv2.ApiMapping("early", { apiId: api.id, stage: "$default", domainName: one[0] }),
        ),
        on: "early",
        path: "proved",
      },
      "the name of a REST stage as a constant": {
        program: restWith(
          ({ api }) =>
            new aws.apigateway.BasePathMapping("early", { restApi: api.id, stageName: "live", domainName: one[0] }),
        ),
        on: "early",
        path: "proved",
      },
    },
    sound: {
      "an output of the stage": twoMappings("v1", "v2", one),
      "a REST mapping without a stage": restWith(
        ({ api }) => new aws.apigateway.BasePathMapping("all", { restApi: api.id, domainName: one[0] }),
      ),
    },
  },
  {
    rule: "http-api-domain-is-regional",
    reported: {
      "an edge-optimized domain": {
        program: httpWith(({ api, stage }) => {
          const domain = new aws.apigateway.DomainName("edge", { domainName: "shop.example.com", certificateArn });
          new aws.apigatewayv2.ApiMapping("shop", { apiId: api.id, stage: stage.id, domainName: domain.id });
        }),
        on: "shop",
        path: "refuted at mapping",
      },
      "TLS 1.0": {
        program: httpWith(({ api, stage }) => {
          const domain = new aws.apigateway.DomainName("old", {
            domainName: "shop.example.com",
            regionalCertificateArn: certificateArn,
            securityPolicy: "TLS_1_0",
            endpointConfiguration: { types: "REGIONAL" },
          });
          new aws.apigatewayv2.ApiMapping("shop", { apiId: api.id, stage: stage.id, domainName: domain.id });
        }),
        on: "shop",
        path: "refuted at mapping",
      },
    },
    sound: {
      "a Regional domain": httpWith(({ api, stage }) => {
        new aws.apigatewayv2.ApiMapping("shop", { apiId: api.id, stage: stage.id, domainName: regional("shop").id });
      }),
      "a domain outside the stack": twoMappings("v1", "v2", one),
    },
  },
];
