import * as aws from "@pulumi/aws";
import { albService, group, httpApi, network } from "../../../fixtures/field/base";
import type { Cases } from "./cases";
import { httpWith } from "./cases";
import { mapping, regional } from "./domains";

const stack = "program-dev";
const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555";
const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const nameOf = (index: number) => `a${index}.example.com`;

/** Certificates that nothing uses, beside a sound HTTP API. */
const issued = (count: number) =>
  httpWith(() => {
    for (const index of times(count))
      new aws.acm.Certificate(`issued${index}`, { domainName: nameOf(index), validationMethod: "DNS" });
  });

const withNames = (count: number) =>
  httpWith(() => {
    const [domainName = "", ...subjectAlternativeNames] = times(count).map(nameOf);
    new aws.acm.Certificate("names", { domainName, subjectAlternativeNames, validationMethod: "DNS" });
  });

const domains = (count: number) =>
  httpWith(() => {
    for (const index of times(count)) regional(`domain${index}`);
  });

const mappings = (count: number) =>
  httpWith(({ api, stage }) => {
    for (const index of times(count)) mapping(`mapping${index}`, api, stage, "api.example.com", `v1/a${index}`);
  });

/** A sound API whose listener has further certificates. */
const onAlb = (count: number) => () => {
  const front = albService("shop", network("home", 40), { listener: { protocol: "HTTPS", certificateArn } });
  httpApi("http", front, { integration: { tlsConfig: { serverNameToVerify: "shop.example.com" } } });
  for (const index of times(count)) {
    const further = certificateArn.replace(/.{4}$/, String(index).padStart(4, "0"));
    new aws.lb.ListenerCertificate(`further${index}`, {
      listenerArn: front.listener.arn,
      certificateArn: further,
    });
  }
};

/** A sound API, and an NLB with TLS listeners that all have one certificate. */
const onNlb = (count: number) => () => {
  const net = network("home", 40);
  httpApi("http", albService("shop", net));
  const nlb = new aws.lb.LoadBalancer("tls", {
    internal: true,
    loadBalancerType: "network",
    subnets: net.subnetIds,
    securityGroups: [group("nlb", net).id],
  });
  const targets = new aws.lb.TargetGroup("tls", { port: 80, protocol: "TCP", targetType: "ip", vpcId: net.vpc.id });
  for (const index of times(count))
    new aws.lb.Listener(`tls${index}`, {
      loadBalancerArn: nlb.arn,
      port: 2000 + index,
      protocol: "TLS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      certificateArn,
      defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
    });
};

/** More of something than its quota, and as many, or as many as another quota allows. */
const quota = (
  rule: string,
  limit: number,
  program: (count: number) => () => unknown,
  on: string,
  also: readonly string[] = [],
  sound = limit,
): Cases => ({
  rule,
  reported: { [`${limit + 1}`]: { program: program(limit + 1), on, path: "proved", also } },
  sound: { [`${sound}`]: program(sound) },
});

/** Quotas of certificates, domain names and mappings, which no example stack has. */
export const frontQuotas: readonly Cases[] = [
  quota("certificates-per-alb-quota", 25, onAlb, "shop"),
  quota("certificates-per-nlb-quota", 25, onNlb, "tls"),
  quota("names-per-certificate-quota", 10, withNames, "names"),
  quota("custom-domains-quota", 120, domains, stack),
  quota("mappings-per-domain-quota", 200, mappings, "mapping0"),
  quota("acm-certificates-quota", 2500, issued, stack),
  quota("acm-certificates-per-year-quota", 5000, issued, stack, [`acm-certificates-quota ${stack}`], 2500),
];
