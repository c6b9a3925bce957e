import { row } from "./row";
import type { Row } from "./row";
import { alb, arnOf, listener, nlb, resource, several } from "./stacks";

const certificates = (count: number) => [
  ...several("acm/certificate:Certificate", count, (name) => ({ domainName: `${name}.example.com` })),
  resource("acm/certificate:Certificate", "imported", { certificateBody: "-----BEGIN CERTIFICATE-----" }),
  resource("acm/certificate:Certificate", "private", {
    domainName: "p.example.com",
    certificateAuthorityArn: arnOf("authority"),
  }),
];

/** TLS listeners with one default certificate, named after their load balancer. */
const tls = (balancer: string, count: number) =>
  several(
    "lb/listener:Listener",
    count,
    { loadBalancerArn: arnOf(balancer), protocol: "TLS", certificateArn: arnOf("shared") },
    `${balancer}-`,
  );
/** Further certificates of a listener, and one of them twice. */
const further = (of: string, count: number) =>
  several(
    "lb/listenerCertificate:ListenerCertificate",
    count + 1,
    (name) => ({
      listenerArn: arnOf(of),
      certificateArn: arnOf(name === `${of}-further-${count + 1}` ? `${of}-further-1` : name),
    }),
    `${of}-further-`,
  );

/** Quotas of certificates, domain names and mappings. */
export const frontRows: readonly Row[] = [
  row(
    "certificates that ACM issues, without imported and private ones",
    "acm-certificates-quota",
    "acm.certificates",
    3,
    certificates,
    { what: "ACM certificates", users: "a1, a2, a3, a4" },
  ),
  row(
    "certificates that ACM issues in a year",
    "acm-certificates-per-year-quota",
    "acm.certificatesPerYear",
    3,
    certificates,
    { what: "ACM certificates", users: "a1, a2, a3, a4" },
  ),
  row(
    "custom domain names of both types",
    "custom-domains-quota",
    "apigateway.customDomains",
    3,
    (n) => [
      ...several("apigatewayv2/domainName:DomainName", n - 1, (name) => ({ domainName: `${name}.example.com` })),
      resource("apigateway/domainName:DomainName", "rest", { domainName: "rest.example.com" }),
    ],
    { what: "custom domain names", users: "a1, a2, a3, rest" },
  ),
  row(
    "certificates of an ALB, without the default ones of its listeners",
    "certificates-per-alb-quota",
    "elb.certificatesPerAlb",
    25,
    (n) => [alb("web"), ...tls("web", 2), ...further("web-1", n - 2), ...further("web-2", 2)],
    { what: "certificates besides the default ones on ALB web", at: "web" },
  ),
  row(
    "certificates of an NLB, with the default one of each listener",
    "certificates-per-nlb-quota",
    "elb.certificatesPerNlb",
    25,
    (n) => [nlb("front"), listener("plain", "front"), ...tls("front", n - 3), ...further("front-1", 3)],
    { what: "certificates on NLB front", at: "front" },
  ),
  {
    title: "names of a certificate, each once",
    rule: "names-per-certificate-quota",
    quota: "acm.namesPerCertificate",
    limit: 10,
    stack: (n) => [
      resource("acm/certificate:Certificate", "all", {
        domainName: "a0.example.com",
        subjectAlternativeNames: Array.from({ length: n }, (_, index) => `a${index}.example.com`),
      }),
    ],
    what: "domain names of certificate all",
    at: "all",
  },
  {
    title: "mappings with several levels of a domain outside the stack, of both providers",
    rule: "mappings-per-domain-quota",
    quota: "apigateway.mappingsPerDomain",
    limit: 3,
    stack: (n) => [
      ...several("apigatewayv2/apiMapping:ApiMapping", n - 1, (name) => ({
        domainName: "api.example.com",
        apiMappingKey: `v1/${name}`,
      })),
      {
        ...resource("apigatewayv2/apiMapping:ApiMapping", "native", {
          domainName: "api.example.com",
          apiMappingKey: "v2/orders",
        }),
        type: "aws-native:apigatewayv2:ApiMapping",
      },
      resource("apigatewayv2/apiMapping:ApiMapping", "flat", { domainName: "api.example.com", apiMappingKey: "v1" }),
      resource("apigatewayv2/apiMapping:ApiMapping", "else", {
        domainName: "www.example.com",
        apiMappingKey: "v1/other",
      }),
    ],
    what: "mappings with several levels of domain name api.example.com",
    at: "a1",
  },
];
