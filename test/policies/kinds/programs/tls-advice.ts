import * as aws from "@pulumi/aws";
import { albService, httpApi, network } from "../../../fixtures/field/base";
import { http, httpWith, rest, restWith } from "./cases";
import type { Advice } from "./advice-type";
import { calling, issued, secured, serverName, verifying } from "./certified";
import { NativeMapping } from "./domain-tls";
import { mapping } from "./domains";

const name = "shop.example.com";
const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
const regional = { endpointConfiguration: { types: "REGIONAL" } } as const;

/** An HTTPS listener with a security policy; undefined for the default. */
const withPolicy = (sslPolicy: string | undefined) =>
  verifying(serverName, () => secured({ listener: sslPolicy === undefined ? {} : { sslPolicy } }));

/** An HTTPS listener without a security policy. */
const withoutPolicy = () => {
  const front = albService("shop", network("home", 40), { listener: { protocol: "HTTPS", certificateArn } });
  httpApi("http", front, { integration: { tlsConfig: { serverNameToVerify: serverName } } });
};

const domain = (securityPolicy: string | undefined) =>
  new aws.apigateway.DomainName("shop", {
    domainName: name,
    regionalCertificateArn: certificateArn,
    ...regional,
    ...(securityPolicy === undefined ? {} : { securityPolicy }),
  });

const tls12 = { api: { securityPolicy: "TLS_1_2", ...regional } };

const recorded = (record: Partial<aws.route53.RecordArgs>) => httpWith(() => issued("own", name, record));

/** One HTTP API with an integration without TLS beside the one that uses it. */
const partly = () => {
  const { api } = httpApi("http", secured(), { integration: { tlsConfig: { serverNameToVerify: serverName } } });
  const plain = albService("plain", network("other", 50));
  new aws.apigatewayv2.Integration("plain", {
    apiId: api.id,
    integrationType: "HTTP_PROXY",
    integrationMethod: "ANY",
    connectionType: "VPC_LINK",
    connectionId: plain.link.id,
    integrationUri: plain.listener.arn,
    payloadFormatVersion: "1.0",
  });
};

/** Programs of the advisory rules on TLS and domain names. */
export const tlsAdvice: readonly Advice[] = [
  {
    rule: "listener-tls-policy",
    reported: {
      "the default policy": [withoutPolicy, "shop"],
      "the old default": [withPolicy("ELBSecurityPolicy-2016-08"), "shop"],
      "TLS 1.1": [withPolicy("ELBSecurityPolicy-TLS-1-1-2017-01"), "shop"],
      "TLS 1.3 with 1.0": [withPolicy("ELBSecurityPolicy-TLS13-1-0-2021-06"), "shop"],
      "forward secrecy with TLS 1.0": [withPolicy("ELBSecurityPolicy-FS-2018-06"), "shop"],
    },
    sound: {
      "TLS 1.2 and 1.3": withPolicy("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"),
      "TLS 1.2": withPolicy("ELBSecurityPolicy-TLS-1-2-Ext-2018-06"),
      "TLS 1.3": withPolicy("ELBSecurityPolicy-TLS13-1-3-2021-06"),
      "forward secrecy with TLS 1.2": withPolicy("ELBSecurityPolicy-FS-1-2-Res-2020-10"),
      "no TLS": http(),
    },
  },
  {
    rule: "integration-verifies-certificate",
    reported: {
      "certificates of any authority": [
        calling(`https://${serverName}`, secured, { insecureSkipVerification: true }),
        "rest",
      ],
    },
    sound: {
      "certificates of public authorities": calling(`https://${serverName}`, secured),
      "a stated verification": calling(`https://${serverName}`, secured, { insecureSkipVerification: false }),
    },
  },
  {
    rule: "requests-to-balancer-encrypted",
    reported: {
      "an HTTP listener": [http(), "http"],
      "http in the uri": [rest(), "rest"],
      "one of two integrations": [partly, "http"],
    },
    sound: {
      "a server name": verifying(serverName, secured),
      "https in the uri": calling(`https://${serverName}`, secured),
      "a missing server name, which is a fault": verifying(undefined, secured),
    },
  },
  {
    rule: "clients-use-tls-1-2",
    reported: {
      "the default of a Regional API": [rest({ api: regional }), "rest"],
      "the default of an edge-optimized API": [rest(), "rest"],
      "TLS 1.0": [rest({ api: { securityPolicy: "TLS_1_0" } }), "rest"],
      "a domain name with TLS 1.0": [restWith(() => domain("TLS_1_0"), tls12), "shop"],
    },
    sound: {
      "TLS 1.2": rest(tls12),
      "an enhanced policy": rest({
        api: { securityPolicy: "SecurityPolicy_TLS13_1_2_2021_06", endpointAccessMode: "BASIC", ...regional },
      }),
      "a private API": rest({ api: { endpointConfiguration: { types: "PRIVATE" } } }),
      "no default endpoint": rest({ api: { disableExecuteApiEndpoint: true } }),
      "a domain name that leaves the policy to AWS": restWith(() => domain(undefined), tls12),
      "an HTTP API": http(),
    },
  },
  {
    rule: "mapping-deleted-before-replaced",
    reported: {
      "a mapping of the provider aws": [httpWith(({ api, stage }) => mapping("shop", api, stage, name)), "shop"],
      "two mappings of one domain name, once": [
        httpWith(({ api, stage }) => {
          mapping("first", api, stage, name, "v1");
          mapping("second", api, stage, name, "v2");
        }),
        "first",
      ],
    },
    sound: {
      deleteBeforeReplace: httpWith(({ api, stage }) => {
        const args = { apiId: api.id, stage: stage.id, domainName: name };
        new aws.apigatewayv2.ApiMapping("shop", args, { deleteBeforeReplace: true });
      }),
      "a mapping of aws-native": httpWith(
        ({ api, stage }) => new NativeMapping("shop", { apiId: api.id, stage: stage.name, domainName: name }),
      ),
      "an API outside the stack": httpWith(
        () => new aws.apigatewayv2.ApiMapping("shop", { apiId: "abcdef1234", stage: "live", domainName: name }),
      ),
    },
  },
  {
    rule: "validation-record-shared",
    reported: {
      "a record that overwrites nothing": [recorded({ allowOverwrite: false }), "own"],
    },
    sound: {
      "a record that overwrites": recorded({}),
      "another record": httpWith(
        () =>
          new aws.route53.Record("www", {
            zoneId: "Z0HOSTEDZONE",
            name: "www.example.com",
            type: "CNAME",
            records: ["shop.example.com"],
            ttl: 60,
          }),
      ),
    },
  },
];
