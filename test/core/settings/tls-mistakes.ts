import { article, service } from "../../support/scenario";
import type { Mistake } from "./fixtures";
import { behind, existing } from "./fixtures";

const serverName = "internal.example.com";
const hostedZone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" };
const certificate = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000000";
const tls = { serverName, certificate };
const nlb = {
  arn: existing.arn.replace("app/", "net/"),
  listenerArn: existing.listenerArn.replace("app/", "net/"),
};
const inCloudMap = { balancer: "cloudMap", healthCheck: { command: ["CMD", "true"] } };
const withTls = (raw: Record<string, unknown>) => ({ ...raw, tls });

/** Mistakes in TLS to load balancers. */
export const tlsMistakes: Mistake[] = [
  [
    "tls without a certificate and a hosted zone",
    article({ tls: { serverName } }),
    /^tls\.certificate: is missing, and so is hostedZone, in which the stack would validate a certificate for internal\.example\.com$/,
  ],
  [
    "a server name outside the hosted zone",
    article({ tls: { serverName: "internal.example.org" }, hostedZone }),
    /^tls\.serverName: got "internal\.example\.org"; allowed without tls\.certificate: a name in example\.com/,
  ],
  [
    "a server name that only ends like the hosted zone",
    article({ tls: { serverName: "internal.myexample.com" }, hostedZone }),
    /^tls\.serverName: got "internal\.myexample\.com"; allowed without tls\.certificate/,
  ],
  [
    "a server name of AWS",
    article({ tls: { serverName: "internal-a-1.us-east-1.elb.amazonaws.com" }, hostedZone }),
    /^tls\.serverName: got "internal-a-1\.us-east-1\.elb\.amazonaws\.com", a name of AWS/,
  ],
  [
    "a certificate of another Region",
    article({ tls: { serverName, certificate: certificate.replace("us-east-1", "eu-west-1") } }),
    /^tls\.certificate: is in eu-west-1; allowed: a certificate in us-east-1/,
  ],
  [
    "a certificate of another partition",
    article({ tls: { serverName, certificate: certificate.replace("arn:aws:", "arn:aws-cn:") } }),
    /^tls\.certificate: has partition aws-cn; allowed in us-east-1: aws$/,
  ],
  [
    "a certificate of another account than the existing load balancers",
    {
      ...behind({ protocol: "HTTPS", serverName }),
      tls: { serverName, certificate: certificate.replace("111122223333", "444455556666") },
    },
    /^tls\.certificate: is in account 444455556666; allowed: a certificate of account 111122223333/,
  ],
  [
    "a certificate that is no certificate of ACM",
    article({ tls: { serverName, certificate: "arn:aws:iam::111122223333:server-certificate/a" } }),
    /^tls\.certificate: got .*allowed: an ARN of acm with Region and account that ends in certificate\/<id>/,
  ],
  [
    "Cloud Map with tls",
    withTls(article({ services: [service("orders", "sales", inCloudMap)] })),
    /^services\[0\]\.balancer \(orders\): got cloudMap; with tls, a load balancer has to be before the container/,
  ],
  [
    "a standby in Cloud Map with tls",
    withTls(
      article({
        services: [service("orders", "sales", { ...inCloudMap, balancer: "alb", standby: { balancer: "cloudMap" } })],
      }),
    ),
    /^services\[0\]\.standby\.balancer \(orders\): got cloudMap; with tls/,
  ],
  [
    "an HTTPS listener without its server name",
    behind({ protocol: "HTTPS" }),
    /existing\.serverName \(billing\): is missing; API Gateway verifies a name on the certificate of a listener with protocol HTTPS/,
  ],
  [
    "a TLS listener without its server name",
    behind({ ...nlb, protocol: "TLS" }),
    /existing\.serverName \(billing\): is missing; .*protocol TLS/,
  ],
  [
    "a server name at an HTTP listener",
    behind({ serverName }),
    /existing\.serverName \(billing\): got "internal\.example\.com"; has no effect on a listener with protocol HTTP/,
  ],
  [
    "an existing server name of AWS",
    behind({ protocol: "HTTPS", serverName: "a.elb.us-east-1.amazonaws.com" }),
    /existing\.serverName \(billing\): got "a\.elb\.us-east-1\.amazonaws\.com", a name of AWS/,
  ],
  [
    "an HTTP listener with tls",
    withTls(behind()),
    /existing\.protocol \(billing\): got HTTP; with tls, the listeners of existing load balancers take TLS too$/,
  ],
  [
    "a TCP listener without a server name, with tls",
    withTls(behind({ ...nlb, protocol: "TCP" })),
    /existing\.protocol \(billing\): got TCP; with tls, .* or pass it on to targets that do$/,
  ],
  [
    "a TCP listener of an ALB",
    behind({ protocol: "TCP" }),
    /existing\.protocol \(billing\): got TCP; allowed for this type of load balancer: HTTP, HTTPS/,
  ],
  [
    "an HTTPS listener of an NLB",
    behind({ ...nlb, protocol: "HTTPS", serverName }),
    /existing\.protocol \(billing\): got HTTPS; allowed for this type of load balancer: TCP, TLS/,
  ],
];
