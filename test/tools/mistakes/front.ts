import type { Mistake } from "./fresh";
import { fresh, orders, top } from "./fresh";

const zone = "hostedZone: { id: Z0123456789ABCDEFGHIJ, name: example.com }";
const tls = "tls: { serverName: internal.example.com }";
const domain = "domain: { name: api.example.com }";
const arn = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000000";
const under = (option: number, text: string) => text.replace("option: 5", `option: ${option}`);
const withZone = (line: string) => top(`${line}\n  ${zone}`);
const inCloudMap = (line: string) =>
  under(1, `${orders(`${line}healthCheck: { command: [CMD, "true"] }`)}  ${tls}\n  ${zone}\n`);
const pinned = (tlsPort: number) =>
  under(
    3,
    `${orders("pins: { port: 2000, tlsPort: 3000 }")}      pins: { tlsPort: ${tlsPort} }\n  ${tls}\n  ${zone}\n`,
  );
const roles = (...names: readonly string[]) =>
  withZone(
    `aws:assumeRoles: [${names.map((name) => `{ roleArn: "arn:aws:iam::111122223333:role/${name}" }`).join(", ")}]\n  ${domain}`,
  );
const pinAdvice = "add pins: { tlsPort: 3001 } to stock";

/** Mistakes in `tls`, `domain` and `hostedZone`. */
export const frontMistakes: readonly Mistake[] = [
  [
    "a domain name with a wildcard, and nothing about its hosted zone",
    withZone('domain: { name: "*.example.com" }'),
    '16: domain.name: got "*.example.com"; allowed: a DNS name alone, without https://, port, path, wildcard or final dot, for example api.example.com',
    "set a value in this form",
  ],
  [
    "a hosted zone as Route 53 lists it",
    top(`${tls}\n  hostedZone: { id: /hostedzone/Z0123456789ABCDEFGHIJ, name: example.com. }`),
    '17: hostedZone.id: got "/hostedzone/Z0123456789ABCDEFGHIJ"; allowed: the id of a hosted zone such as Z0123456789ABCDEFGHIJ, without /hostedzone/',
    "set a value in this form",
    '17: hostedZone.name: got "example.com."; allowed: a DNS name alone, without https://, port, path, wildcard or final dot, for example example.com',
    "set a value in this form",
  ],
  [
    "tls without a certificate",
    top(tls),
    "16: tls.certificate: is missing, and so is hostedZone, in which the stack would validate a certificate for internal.example.com",
    "add hostedZone: { id, name }, or set tls.certificate to the ARN of an issued certificate for that name",
  ],
  [
    "a domain outside the hosted zone",
    withZone("domain: { name: api.example.org }"),
    "16: domain.name: got api.example.org, which is not in the hosted zone example.com; no certificate can be validated there; allowed: example.com and names that end in .example.com",
    "set domain.certificate to the ARN of an ACM certificate for that name, or hostedZone to the public hosted zone that has it",
  ],
  [
    "Cloud Map with tls",
    inCloudMap("balancer: cloudMap\n      "),
    "13: services[0].balancer (orders): got cloudMap; with tls, a load balancer has to be before the container, because it ends TLS",
    "use balancer: alb or nlb, or remove tls",
  ],
  [
    "one listener port with TLS for two services",
    pinned(3000),
    "17: services[1].pins.tlsPort (stock): orders and stock are both pinned to listener port 3000 on core-nlb-1",
    pinAdvice,
  ],
  [
    "a chain of roles with a domain",
    roles("first", "second"),
    "16: aws:assumeRoles: has 2 roles, and domain is set; its mapping is a resource of the provider aws-native",
    "allowed: one role, which both providers assume; let a profile of the AWS configuration file assume the roles, and set aws:profile, or remove domain",
  ],
];

/** What a message advises, and the stack file after it. */
export const followedFront: readonly (readonly [advice: string, stackFile: string])[] = [
  ["add hostedZone: { id, name }", withZone(tls)],
  ["set tls.certificate to the ARN", top(`tls: { serverName: internal.example.com, certificate: "${arn}" }`)],
  ["set domain.certificate to the ARN", withZone(`${tls}\n  domain: { name: api.example.org, certificate: "${arn}" }`)],
  ["use balancer: alb or nlb", inCloudMap("balancer: nlb\n      ")],
  ["or remove tls", under(1, orders('balancer: cloudMap\n      healthCheck: { command: [CMD, "true"] }'))],
  [pinAdvice, pinned(3001)],
  ["set aws:profile", withZone(`aws:profile: production\n  ${domain}`)],
  ["or remove domain", fresh],
];
