import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { httpWith, restWith } from "./cases";
import type { Cases } from "./cases";
import { mapping } from "./domains";

export const arnIn = (region: string) =>
  `arn:aws:acm:${region}:123456789012:certificate/11111111-2222-3333-4444-555555555555`;
export const name = "shop.example.com";
export const enhanced = "SecurityPolicy_TLS13_1_2_2021_06";

/** Mapping of the package aws-native, whose class the program does not need. */
export class NativeMapping extends pulumi.CustomResource {
  constructor(resource: string, inputs: Readonly<Record<string, pulumi.Input<string>>>) {
    super("aws-native:apigatewayv2:ApiMapping", resource, inputs);
  }
}

interface HttpParts {
  readonly api: aws.apigatewayv2.Api;
  readonly stage: aws.apigatewayv2.Stage;
}

const nativeMapping = (resource: string, { api, stage }: HttpParts, more: Readonly<Record<string, string>> = {}) =>
  new NativeMapping(resource, { apiId: api.id, stage: stage.name, domainName: name, ...more });

export const restDomain = (args: Partial<aws.apigateway.DomainNameArgs>) =>
  new aws.apigateway.DomainName("shop", {
    domainName: name,
    regionalCertificateArn: arnIn("us-east-1"),
    endpointConfiguration: { types: "REGIONAL" },
    ...args,
  });

/** Faults of mappings of both packages; requests to the default endpoint still pass, if there is one. */
export const nativeMappings: readonly Cases[] = [
  {
    rule: "unique-api-mapping",
    reported: {
      "one key in both packages": {
        program: httpWith((parts) => {
          mapping("first", parts.api, parts.stage, name, "v1/orders");
          nativeMapping("second", parts, { apiMappingKey: "v1/orders" });
        }),
        on: "first",
        path: "refuted at mapping",
        breaksAt: "second",
      },
      "two roots of a domain in aws-native": {
        program: httpWith((parts) => {
          nativeMapping("first", parts);
          nativeMapping("second", parts, { apiMappingKey: "" });
        }),
        on: "second",
        path: "refuted at mapping",
        breaksAt: "first",
      },
    },
    sound: {
      "a prefix of another key": httpWith((parts) => {
        nativeMapping("first", parts, { apiMappingKey: "v1" });
        nativeMapping("second", parts, { apiMappingKey: "v1/orders" });
      }),
    },
  },
  {
    rule: "mapping-waits-for-stage",
    reported: {
      "the stage of a mapping of aws-native as a constant": {
        program: httpWith(
          ({ api }) => new NativeMapping("early", { apiId: api.id, stage: "$default", domainName: name }),
        ),
        on: "early",
        path: "proved",
      },
    },
    sound: { "an output of the stage in aws-native": httpWith((parts) => nativeMapping("late", parts)) },
  },
  {
    rule: "disabled-endpoint-has-domain",
    reported: {
      "no mapping": {
        program: httpWith(() => undefined, { api: { disableExecuteApiEndpoint: true } }),
        on: "http",
        path: "refuted at stage",
      },
    },
    sound: {
      "a mapping of aws-native": httpWith((parts) => nativeMapping("only", parts), {
        api: { disableExecuteApiEndpoint: true },
      }),
    },
  },
  {
    rule: "mapping-key-accepted",
    reported: {
      "a slash": {
        program: httpWith((parts) => nativeMapping("odd", parts, { apiMappingKey: "/" })),
        on: "odd",
        path: "refuted at mapping",
      },
      "a space": {
        program: httpWith((parts) => nativeMapping("odd", parts, { apiMappingKey: "my orders" })),
        on: "odd",
        path: "refuted at mapping",
      },
      "301 characters": {
        program: httpWith((parts) => nativeMapping("odd", parts, { apiMappingKey: "a".repeat(301) })),
        on: "odd",
        path: "refuted at mapping",
      },
      "two levels of a base path": {
        program: restWith(
          ({ api, stage }) =>
            new aws.apigateway.BasePathMapping("odd", {
              restApi: api.id,
              stageName: stage.stageName,
              domainName: name,
              basePath: "v1/orders",
            }),
        ),
        on: "odd",
        path: "refuted at mapping",
      },
    },
    sound: {
      "two levels": httpWith((parts) => nativeMapping("good", parts, { apiMappingKey: "v1/orders" })),
      "300 characters": httpWith((parts) => nativeMapping("good", parts, { apiMappingKey: "a".repeat(300) })),
      "no base path": restWith(
        ({ api, stage }) =>
          new aws.apigateway.BasePathMapping("good", {
            restApi: api.id,
            stageName: stage.stageName,
            domainName: name,
            basePath: "(none)",
          }),
      ),
    },
  },
  {
    rule: "http-api-domain-is-regional",
    reported: {
      "an enhanced security policy": {
        program: httpWith(({ api, stage }) => {
          const domain = restDomain({ securityPolicy: enhanced, endpointAccessMode: "BASIC" });
          new NativeMapping("shop", { apiId: api.id, stage: stage.name, domainName: domain.id });
        }),
        on: "shop",
        path: "refuted at mapping",
      },
    },
    sound: {
      "an enhanced security policy for a REST API": restWith(({ api, stage }) => {
        const domain = restDomain({ securityPolicy: enhanced, endpointAccessMode: "BASIC" });
        new NativeMapping("shop", { apiId: api.id, stage: stage.stageName, domainName: domain.id });
      }),
    },
  },
];
