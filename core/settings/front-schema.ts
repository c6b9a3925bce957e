import { z } from "zod";
import { arn, dnsName } from "./formats";

/** ARN of a certificate in AWS Certificate Manager. */
const certificateArn = arn("acm", "certificate/[A-Za-z0-9-]+", "certificate/<id>");

/**
 * A name that ACM issues a certificate for: at most 64 characters, because it is the common name.
 * Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
 */
const certificateName = (example: string) =>
  dnsName(example)
    .max(64)
    // ACM and API Gateway answer with small letters, so other ones would be a difference in every update.
    .regex(/^[^A-Z]*$/, "allowed: small letters, because DNS does not distinguish capitals");

/** The hosted zone of the stack's names. Its name is needed to check, before anything is created, that they are in it. */
export const hostedZone = z.strictObject({
  id: z
    .string()
    .regex(/^Z[A-Z0-9]{4,31}$/, "allowed: the id of a hosted zone such as Z0123456789ABCDEFGHIJ, without /hostedzone/")
    .describe("id of the hosted zone"),
  name: dnsName("example.com").describe("name of the hosted zone, without the final dot"),
});

/** TLS from API Gateway to load balancers. */
export const tls = z.strictObject({
  serverName: certificateName("internal.example.com").describe(
    "name that API Gateway verifies on the certificate of every load balancer; it needs no address record",
  ),
  certificate: certificateArn
    .optional()
    .describe("existing certificate for that name; without it, the stack issues one and validates it in `hostedZone`"),
});

const mutualTls = z.strictObject({
  truststore: z
    .string()
    .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/.+$/, "allowed: s3://<bucket>/<key>")
    .describe("S3 URI of the file with the certificates of the client's authorities (PEM)"),
  version: z.string().min(1).optional().describe("version of the object; without it, API Gateway does not see changes"),
  ownershipCertificate: certificateArn
    .optional()
    .describe("public certificate for the name, required if `certificate` is imported or of a private authority"),
});

/**
 * Key of a mapping: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames-domainname-apimappings.html
 */
const basePath = z
  .string()
  .max(300)
  .regex(
    /^[A-Za-z0-9$\-_.+!*'()]+(\/[A-Za-z0-9$\-_.+!*'()]+)*$/,
    "allowed: segments of letters, digits and $-_.+!*'(), with / between them and none at the ends",
  );

/** A domain name of the API. */
export const domain = z.strictObject({
  name: certificateName("api.example.com").describe("the domain name, for example api.example.com"),
  certificate: certificateArn
    .optional()
    .describe("existing certificate for that name; without it, the stack issues one and validates it in `hostedZone`"),
  basePath: basePath.optional().describe("path under the domain where the API begins; default: its root"),
  existing: z
    .boolean()
    .default(false)
    .describe("another stack has the domain name and its records; this one only maps its API there"),
  ipv6: z.boolean().default(false).describe("the domain has IPv6 addresses too"),
  mutualTls: mutualTls.optional().describe("clients must present a certificate"),
  defaultEndpoint: z
    .enum(["closed", "open"])
    .default("closed")
    .describe("the execute-api URL of the API; `open` while clients move to the domain"),
});
