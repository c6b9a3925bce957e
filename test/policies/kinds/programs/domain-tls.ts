import * as aws from "@pulumi/aws";
import { albService, httpApi, network } from "../../../fixtures/field/base";
import { httpWith, rest } from "./cases";
import type { Cases } from "./cases";
import { issued } from "./certified";
import { mapping, regional } from "./domains";
import { arnIn, enhanced, name, NativeMapping, restDomain } from "./native-mappings";

const truststore = { mutualTlsAuthentication: { truststoreUri: "s3://shop/clients.pem" } };

type Configuration = aws.types.input.apigatewayv2.DomainNameDomainNameConfiguration;

const v2Domain =
  (configuration: Partial<Configuration>, more: Partial<aws.apigatewayv2.DomainNameArgs> = {}) =>
  () =>
    new aws.apigatewayv2.DomainName("shop", {
      domainName: name,
      domainNameConfiguration: {
        certificateArn: arnIn("us-east-1"),
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
        ...configuration,
      },
      ...more,
    });

/** A sound HTTP API beside a domain name. */
const beside = (create: () => unknown) => httpWith(() => void create());

const mutual = (api: Partial<aws.apigatewayv2.ApiArgs>) =>
  httpWith(
    ({ api: created, stage }) => {
      const domain = v2Domain({}, truststore)();
      mapping("shop", created, stage, "unused.example.com", "first");
      new NativeMapping("native", { apiId: created.id, stage: stage.name, domainName: domain.id });
    },
    { api },
  );

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
