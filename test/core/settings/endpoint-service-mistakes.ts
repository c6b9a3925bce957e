import { billing, providerName } from "../../support/endpoint-services";
import { article, service } from "../../support/scenario";
import type { Mistake } from "./fixtures";

const stack = (
  endpoint: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
  keys: Record<string, unknown> = {},
) => article({ services: [service("orders", "sales"), billing(endpoint, more)], ...keys });

const at = String.raw`^services\[1\]\.existing\.endpointService`;

/** Mistakes in services of other accounts. */
export const endpointServiceMistakes: Mistake[] = [
  [
    "an endpoint service of AWS",
    stack({ name: "com.amazonaws.us-east-1.s3" }),
    new RegExp(
      `${at}\\.name \\(billing\\): got "com\\.amazonaws\\.us-east-1\\.s3"; allowed: a name such as com\\.amazonaws\\.vpce`,
    ),
  ],
  [
    "an endpoint service of another Region",
    stack({ name: providerName.replace("us-east-1", "eu-west-1") }),
    new RegExp(`${at}\\.name \\(billing\\): is in a different Region than the stack \\(us-east-1\\): eu-west-1$`),
  ],
  [
    "an endpoint service of China elsewhere",
    stack({ name: `cn.${providerName}` }),
    new RegExp(`${at}\\.name \\(billing\\): begins with cn\\.com\\.amazonaws; in us-east-1 the names`),
  ],
  [
    "a zone that the VPC does not have",
    stack({ zones: ["use1-az1", "use1-az6"] }),
    new RegExp(`${at}\\.zones \\(billing\\): got use1-az6; allowed: zones of VPC sales: use1-az1, use1-az2$`),
  ],
  [
    "a zone of an endpoint twice",
    stack({ zones: ["use1-az1", "use1-az1"] }),
    new RegExp(`${at}\\.zones \\(billing\\): zone use1-az1 is listed twice$`),
  ],
  [
    "an endpoint service in Cloud Map",
    stack({}, { balancer: "cloudMap" }),
    /^services\[1\]\.balancer \(billing\): got cloudMap; ECS registers tasks there/,
  ],
  [
    "a standby of an endpoint service in Cloud Map",
    stack({}, { standby: { balancer: "cloudMap" } }),
    /^services\[1\]\.standby\.balancer \(billing\): got cloudMap; ECS registers tasks there/,
  ],
  [
    "TLS to the provider only",
    stack({ tls: true }),
    new RegExp(`${at}\\.tls \\(billing\\): encrypts only the connections to the provider`),
  ],
  [
    "a container in the second place of an endpoint service",
    stack({}, { standby: { balancer: "nlb", containerPort: 9090 } }),
    /^services\[1\]\.standby\.containerPort \(billing\): has no effect on a service behind an endpoint service/,
  ],
  [
    "an endpoint service whose second place is the first",
    stack({}, { standby: { balancer: "alb" } }),
    /^services\[1\]\.standby \(billing\): is the place that the service has already; allowed: another balancer or group$/,
  ],
  [
    "a second place of an endpoint service under option 3",
    stack({}, { standby: { balancer: "nlb" } }, { option: 3 }),
    /^services\[1\]\.standby \(billing\): has no effect; option 3 always uses the shared NLBs of the VPC, which is the same in both places$/,
  ],
  [
    "an image of an endpoint service",
    stack({}, { image: "nginx:1.29" }),
    /^services\[1\]\.image \(billing\): has no effect on a service behind an endpoint service$/,
  ],
  [
    "a wait for an endpoint service",
    stack({}, { wait: false }),
    /^services\[1\]\.wait \(billing\): has no effect on a service behind an endpoint service$/,
  ],
  [
    "an endpoint service with keys of a load balancer",
    stack({}, { existing: { endpointService: { name: providerName, port: 80 }, port: 80 } }),
    /^services\[1\]\.existing\.port \(billing\): has no effect with endpointService, whose load balancers the stack creates$/,
  ],
  [
    "an endpoint service without a port",
    stack({ port: undefined }),
    new RegExp(`${at}\\.port \\(billing\\): is missing; a value of type number is required$`),
  ],
  [
    "a misspelled key of an endpoint service",
    stack({ zone: ["use1-az1"] }),
    new RegExp(`${at} \\(billing\\): unknown key "zone"$`),
  ],
  [
    "a misspelled endpoint service, of which no keys of a load balancer are missing",
    stack({}, { existing: { endpointservice: { name: providerName, port: 8080 } } }),
    /^services\[1\]\.existing \(billing\): unknown key "endpointservice"$/,
  ],
  [
    "a call of an endpoint service",
    article({ services: [service("orders", "sales", { reaches: [{ service: "billing" }] }), billing()] }),
    /^services\[0\]\.reaches\[0\] \(orders\): billing runs in another account, behind an endpoint of this stack/,
  ],
];
