import { certificateArn, dnsElsewhere, domainName, hostedZone, withDomain } from "../../support/front";
import { article } from "../../support/scenario";
import type { Mistake } from "./fixtures";

const inIreland = certificateArn.replace("us-east-1", "eu-west-1");
const mutualTls = { truststore: "s3://shop-trust/clients.pem" };
const domain = (more: Record<string, unknown>) => article(withDomain(more));
const existing = (more: Record<string, unknown>) => article({ domain: { name: domainName, existing: true, ...more } });

/** Mistakes in the domain and the hosted zone. */
export const domainMistakes: Mistake[] = [
  [
    "a domain without certificate and hosted zone",
    article({ domain: { name: domainName } }),
    /^domain\.certificate: is missing, and so is hostedZone; api\.example\.com has no certificate$/,
  ],
  [
    "a domain outside the hosted zone that would validate its certificate",
    domain({ name: "api.example.org" }),
    /^domain\.name: got api\.example\.org, which is not in the hosted zone example\.com; no certificate can be validated there; allowed: example\.com and names that end in \.example\.com$/,
  ],
  [
    "a domain that only ends like the hosted zone",
    domain({ name: "api.myexample.com" }),
    /^domain\.name: got api\.myexample\.com, which is not in the hosted zone/,
  ],
  [
    "a domain in capitals",
    domain({ name: "API.example.com" }),
    /^domain\.name: got "API\.example\.com"; allowed: small/,
  ],
  [
    "a wildcard name",
    domain({ name: "*.example.com" }),
    /^domain\.name: got "\*\.example\.com"; allowed: a DNS name alone, without .*wildcard or final dot, for example api\.example\.com$/,
  ],
  [
    "a hosted zone with the final dot of DNS",
    { ...domain({}), hostedZone: { ...hostedZone, name: "example.com." } },
    /^hostedZone\.name: got "example\.com\."; allowed: a DNS name alone, .* for example example\.com$/,
  ],
  [
    "a name of AWS",
    domain({ name: "abc.execute-api.us-east-1.amazonaws.com" }),
    /^domain\.name: got abc\.execute-api\.us-east-1\.amazonaws\.com, a name of AWS, for which/,
  ],
  [
    "the certificate of a domain that another stack has",
    existing({ certificate: certificateArn }),
    /^domain\.certificate: is set, and domain\.existing says that another stack has the domain name/,
  ],
  ["IPv6 of a domain that another stack has", existing({ ipv6: true }), /^domain\.ipv6: is set, and domain\.existing/],
  [
    "mutual TLS of a domain that another stack has",
    existing({ mutualTls }),
    /^domain\.mutualTls: is set, and domain\.existing/,
  ],
  [
    "a certificate in another Region",
    article(dnsElsewhere({ certificate: inIreland })),
    /^domain\.certificate: is in eu-west-1; allowed: a certificate in us-east-1/,
  ],
  [
    "an ownership certificate in another Region",
    article(dnsElsewhere({ mutualTls: { ...mutualTls, ownershipCertificate: inIreland } })),
    /^domain\.mutualTls\.ownershipCertificate: is in eu-west-1; allowed: a certificate in us-east-1/,
  ],
  [
    "an open execute-api URL beside mutual TLS",
    domain({ mutualTls, defaultEndpoint: "open" }),
    /^domain\.defaultEndpoint: got open, and domain\.mutualTls is set; clients without a certificate would use/,
  ],
  [
    "an ownership certificate beside a certificate that the stack issues",
    domain({ mutualTls: { ...mutualTls, ownershipCertificate: certificateArn } }),
    /^domain\.mutualTls\.ownershipCertificate: has no effect; the stack issues a public certificate/,
  ],
  [
    "a base path that API Gateway answers itself",
    domain({ basePath: "ping" }),
    /^domain\.basePath: got ping; API Gateway answers \/ping of a domain itself/,
  ],
  [
    "a base path that begins with a slash",
    domain({ basePath: "/v1" }),
    /^domain\.basePath: got "\/v1"; allowed: segments/,
  ],
  [
    "a hosted zone without a use",
    article({ hostedZone }),
    /^hostedZone: has no effect; the stack has no domain, and issues no certificate$/,
  ],
  [
    "a hosted zone of a domain that another stack has",
    article({ hostedZone, domain: { name: domainName, existing: true } }),
    /^hostedZone: has no effect; another stack has the domain name and its records \(domain\.existing\)/,
  ],
  [
    "two certificates for one name",
    article({ hostedZone, domain: { name: domainName, certificate: certificateArn }, tls: { serverName: domainName } }),
    /^domain\.certificate: is arn:aws:acm:\S+, and tls\.certificate is not set; both are for api\.example\.com/,
  ],
  [
    "the path /ping with a domain",
    article({ ...withDomain(), services: [{ name: "a", vpc: "sales", image: "nginx:1.29", path: "/ping" }] }),
    /^services\[0\]\.path \(a\): got \/ping; requests to this path never reach the service/,
  ],
];
