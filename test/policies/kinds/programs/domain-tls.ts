import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network } from "../../../fixtures/field/base";
import { httpWith, rest, restWith } from "./cases";
import type { Cases } from "./cases";
import { issued } from "./certified";
import { mapping, regional } from "./domains";

const arnIn = (region: string) => `arn:aws:acm:${region}:123456789012:certificate/11111111-2222-3333-4444-555555555555`;
const name = "shop.example.com";
const enhanced = "SecurityPolicy_TLS13_1_2_2021_06";

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

const v2Domain = (configuration: Partial<aws.types.input.apigatewayv2.DomainNameDomainNameConfiguration>) => () =>
  new aws.apigatewayv2.DomainName("shop", {
    domainName: name,
    domainNameConfiguration: {
      certificateArn: arnIn("us-east-1"),
      endpointType: "REGIONAL",
      securityPolicy: "TLS_1_2",
      ...configuration,
    },
  });

const restDomain = (args: Partial<aws.apigateway.DomainNameArgs>) =>
  new aws.apigateway.DomainName("shop", {
    domainName: name,
    regionalCertificateArn: arnIn("us-east-1"),
    endpointConfiguration: { types: "REGIONAL" },
    ...args,
  });

/** A sound HTTP API beside a domain name. */
const beside = (create: () => unknown) => httpWith(() => void create());

const mutual = (api: Partial<aws.apigatewayv2.ApiArgs>) =>
  httpWith(
    ({ api: created, stage }) => {
      const domain = new aws.apigatewayv2.DomainName("shop", {
        domainName: name,
        domainNameConfiguration: {
          certificateArn: arnIn("us-east-1"),
          endpointType: "REGIONAL",
          securityPolicy: "TLS_1_2",
        },
        mutualTlsAuthentication: { truststoreUri: "s3://shop/clients.pem" },
      });
      mapping("shop", created, stage, "unused.example.com", "first");
      new NativeMapping("native", { apiId: created.id, stage: stage.name, domainName: domain.id });
    },
    { api },
  );

const truststore = { mutualTlsAuthentication: { truststoreUri: "s3://shop/clients.pem" } };

const alias =
  (record: Partial<aws.route53.RecordArgs>, domainName = name) =>
  () => {
    const { domainNameConfiguration } = regional("shop", domainName);
    new aws.route53.Record("alias", {
      zoneId: "Z0HOSTEDZONE",
      name,
      type: "A",
      aliases: [
        {
          name: domainNameConfiguration.targetDomainName,
          zoneId: domainNameConfiguration.hostedZoneId,
          evaluateTargetHealth: false,
        },
      ],
      ...record,
    });
  };

/** A record with the name of a domain name, and a load balancer as target. */
const toBalancer = (record: Partial<aws.route53.RecordArgs>) => () => {
  regional("shop", name);
  const front = albService("shop", network("home", 40));
  httpApi("http", front);
  new aws.route53.Record("alias", {
    zoneId: "Z0HOSTEDZONE",
    name,
    type: "A",
    aliases: [{ name: front.alb.dnsName, zoneId: front.alb.zoneId, evaluateTargetHealth: false }],
    ...record,
  });
};

/** Faults of domain names and what belongs to them; requests to the default endpoint still pass, if there is one. */
export const domainTls: readonly Cases[] = [
  {
    rule: "unique-api-mapping",
    reported: {
      "one key in both packages": {
        program: httpWith((parts) => {
          mapping("first", parts.api, parts.stage, name, "v1/orders");
          nativeMapping("second", parts, { apiMappingKey: "v1/orders" });
        }),
        on: "first",
        path: "proved",
      },
      "two roots of a domain in aws-native": {
        program: httpWith((parts) => {
          nativeMapping("first", parts);
          nativeMapping("second", parts, { apiMappingKey: "" });
        }),
        on: "second",
        path: "proved",
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
        path: "proved",
      },
      "a space": {
        program: httpWith((parts) => nativeMapping("odd", parts, { apiMappingKey: "my orders" })),
        on: "odd",
        path: "proved",
      },
      "301 characters": {
        program: httpWith((parts) => nativeMapping("odd", parts, { apiMappingKey: "a".repeat(301) })),
        on: "odd",
        path: "proved",
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
        path: "proved",
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
        path: "proved",
      },
    },
    sound: {
      "an enhanced security policy for a REST API": restWith(({ api, stage }) => {
        const domain = restDomain({ securityPolicy: enhanced, endpointAccessMode: "BASIC" });
        new NativeMapping("shop", { apiId: api.id, stage: stage.stageName, domainName: domain.id });
      }),
    },
  },
  {
    rule: "security-policy-accepted",
    reported: {
      "an enhanced policy without an access mode": {
        program: rest({ api: { securityPolicy: enhanced, endpointConfiguration: { types: "REGIONAL" } } }),
        on: "rest",
        path: "proved",
      },
      "a policy of edge-optimized endpoints on a Regional API": {
        program: rest({
          api: {
            securityPolicy: "SecurityPolicy_TLS13_2025_EDGE",
            endpointAccessMode: "BASIC",
            endpointConfiguration: { types: "REGIONAL" },
          },
        }),
        on: "rest",
        path: "proved",
      },
      "a Regional policy on an edge-optimized API": {
        program: rest({ api: { securityPolicy: enhanced, endpointAccessMode: "BASIC" } }),
        on: "rest",
        path: "proved",
      },
      "mutual TLS with an enhanced policy": {
        program: beside(() => restDomain({ securityPolicy: enhanced, endpointAccessMode: "BASIC", ...truststore })),
        on: "shop",
        path: "proved",
      },
      "mutual TLS with TLS 1.0": {
        program: beside(() => restDomain({ securityPolicy: "TLS_1_0", ...truststore })),
        on: "shop",
        path: "proved",
      },
      "mutual TLS with an imported certificate": {
        program: beside(() => {
          const imported = new aws.acm.Certificate("imported", { certificateBody: "body", privateKey: "key" });
          restDomain({ regionalCertificateArn: imported.arn, securityPolicy: "TLS_1_2", ...truststore });
        }),
        on: "shop",
        path: "proved",
      },
    },
    sound: {
      "an enhanced policy with an access mode": rest({
        api: {
          securityPolicy: enhanced,
          endpointAccessMode: "BASIC",
          endpointConfiguration: { types: "REGIONAL" },
        },
      }),
      "mutual TLS with TLS 1.2": beside(() => restDomain({ securityPolicy: "TLS_1_2", ...truststore })),
      "an imported certificate with a certificate of ACM": beside(() => {
        const imported = new aws.acm.Certificate("imported", { certificateBody: "body", privateKey: "key" });
        restDomain({
          regionalCertificateArn: imported.arn,
          ownershipVerificationCertificateArn: arnIn("us-east-1"),
          securityPolicy: "TLS_1_2",
          ...truststore,
        });
      }),
    },
  },
  {
    rule: "mutual-tls-not-bypassed",
    reported: {
      "an open default endpoint": { program: mutual({}), on: "http", path: "refuted at stage" },
      "a default endpoint that is not disabled": {
        program: mutual({ disableExecuteApiEndpoint: false }),
        on: "http",
        path: "refuted at stage",
      },
    },
    sound: {
      "a disabled default endpoint": mutual({ disableExecuteApiEndpoint: true }),
      "no mutual TLS": httpWith(({ api, stage }) => mapping("shop", api, stage, name)),
    },
  },
  {
    rule: "domain-certificate-in-region",
    reported: {
      "a Regional domain name with a certificate of another Region": {
        program: beside(() => {
          v2Domain({ certificateArn: arnIn("eu-west-1") })();
        }),
        on: "shop",
        path: "proved",
      },
      "a certificate of the stack in another Region": {
        program: beside(() => {
          const certificate = new aws.acm.Certificate("far", {
            domainName: name,
            validationMethod: "DNS",
            region: "eu-west-1",
          });
          const validation = new aws.acm.CertificateValidation("far", {
            certificateArn: certificate.arn,
            region: "eu-west-1",
          });
          v2Domain({ certificateArn: validation.certificateArn })();
        }),
        on: "shop",
        path: "proved",
      },
      "an edge-optimized domain name with a certificate of another Region": {
        program: beside(
          () => new aws.apigateway.DomainName("edge", { domainName: name, certificateArn: arnIn("eu-west-1") }),
        ),
        on: "edge",
        path: "proved",
      },
    },
    sound: {
      "a certificate of the same Region": beside(v2Domain({})),
      "an edge-optimized domain name with a certificate of us-east-1": beside(
        () => new aws.apigateway.DomainName("edge", { domainName: name, certificateArn: arnIn("us-east-1") }),
      ),
    },
  },
  {
    rule: "server-name-on-certificate",
    reported: {
      "a domain name that is not on its certificate": {
        program: beside(() =>
          v2Domain({ certificateArn: issued("other", "other.example.com").validation.certificateArn })(),
        ),
        on: "shop",
        path: "proved",
      },
    },
    sound: {
      "a domain name below a wildcard": beside(() =>
        v2Domain({ certificateArn: issued("wild", "*.example.com").validation.certificateArn })(),
      ),
    },
  },
  {
    rule: "certificate-validated-before-use",
    reported: {
      "a domain name with the ARN of the certificate": {
        program: beside(() => v2Domain({ certificateArn: issued("own", name).certificate.arn })()),
        on: "shop",
        path: "proved",
      },
    },
    sound: {
      "a domain name with the ARN of the validation": beside(() =>
        v2Domain({ certificateArn: issued("own", name).validation.certificateArn })(),
      ),
    },
  },
  {
    rule: "alias-record-names-its-domain",
    reported: {
      "a record of another name": {
        program: beside(alias({ name: "store.example.com" })),
        on: "alias",
        path: "proved",
      },
      "the target of a load balancer": { program: toBalancer({}), on: "alias", path: "proved" },
    },
    sound: {
      "the name of the domain name": beside(alias({})),
      "the name with a dot at its end": beside(alias({ name: `${name}.` })),
      "the name without its zone": beside(alias({ name: "shop" })),
      "a wildcard domain name": beside(alias({}, "*.example.com")),
      "a wildcard record": beside(alias({ name: "*.example.com" })),
      "a part of the requests to a load balancer": toBalancer({
        setIdentifier: "old",
        weightedRoutingPolicies: [{ weight: 10 }],
      }),
      "another name for a load balancer": toBalancer({ name: "other.example.com" }),
    },
  },
];
