import { certificateState } from "../certificate-states";
import type { Account, Existing, Refusal, Refusals } from "../existing";
import { texts, value } from "../existing";
import { domainNamed } from "../mappings";
import { accountId } from "../model";

const domainV1 = "aws:apigateway/domainName:DomainName";
const domainV2 = "aws:apigatewayv2/domainName:DomainName";

const isObject = (found: unknown): found is Readonly<Record<string, unknown>> =>
  typeof found === "object" && found !== null;

/** A property of a domain name of either type; V2 has most of them in an object. */
function property({ inputs }: Existing, ...keys: readonly string[]): string {
  const inner = inputs["domainNameConfiguration"];
  const places = isObject(inner) ? [inner, inputs] : [inputs];
  const found = places.flatMap((place) => keys.map((key) => place[key])).find((text) => typeof text === "string");
  return typeof found === "string" ? found : "";
}

const certificateArn = (resource: Existing) => property(resource, "certificateArn", "regionalCertificateArn");

/** Source: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1151 */
const domainExists: Refusal = (resource, account) =>
  domainNamed(account, value(resource, "domainName")) === undefined
    ? undefined
    : "ConflictException: The domain name you provided already exists.";

/**
 * Sources: https://github.com/aws/aws-cdk/issues/10529 (account),
 * https://github.com/amplify-education/serverless-domain-manager/issues/49 (Region)
 */
const certificateHere: Refusal = (resource, { region }) => {
  const arn = certificateArn(resource);
  const [, , service, certificateRegion, owner] = arn.split(":");
  if (service !== "acm") return undefined;
  if (owner !== accountId)
    return "BadRequestException: The certificate provided must be owned by the account creating the domain.";
  return certificateRegion === region
    ? undefined
    : `BadRequestException: Invalid certificate ARN: ${arn}. Certificate must be in '${region}'.`;
};

/** API Gateway takes no certificate that is not issued. Its message is not known, so this one is the simulator's. */
const issuedCertificate: Refusal = (resource, account) => {
  const arn = certificateArn(resource);
  return certificateState(account, arn).isIssued
    ? undefined
    : `BadRequestException: The certificate '${arn}' is not issued (the message of API Gateway is not known).`;
};

/** Source: https://github.com/sst/sst/issues/4131 */
const regionalCertificate: Refusal = (resource) =>
  texts(resource.inputs["endpointConfiguration"]).includes("REGIONAL") && value(resource, "certificateArn") !== ""
    ? "BadRequestException: Cannot import certificates for EDGE while REGIONAL is active."
    : undefined;

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/37869 (TLS_1_0; for another policy the words are a doubt) */
const policyOfV2: Refusal = (resource) => {
  const policy = property(resource, "securityPolicy");
  return policy === "" || policy === "TLS_1_2"
    ? undefined
    : `BadRequestException: ${policy} is not supported for APIGatewayV2 domainName.`;
};

/**
 * An enhanced security policy, of a REST API or of a domain name.
 * Source: https://github.com/aws/aws-sam-cli/issues/9007
 */
const endpointAccessMode: Refusal = (resource) =>
  value(resource, "securityPolicy").startsWith("SecurityPolicy_") && value(resource, "endpointAccessMode") === ""
    ? "BadRequestException: Endpoint access mode is required for the specified security policy"
    : undefined;

/** Only a certificate that ACM issued shows who owns the name. */
function showsOwner(account: Account, arn: string): boolean {
  const { kind } = certificateState(account, arn);
  return kind === undefined || kind === "AMAZON_ISSUED";
}

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/35741 */
const ownership: Refusal = (resource, account) =>
  resource.inputs["mutualTlsAuthentication"] !== undefined &&
  !showsOwner(account, certificateArn(resource)) &&
  property(resource, "ownershipVerificationCertificateArn") === ""
    ? "BadRequestException: Missing ownershipVerificationCertificate."
    : undefined;

const always = [certificateHere, issuedCertificate, ownership];

/** Operations on custom domain names, and security policies of REST APIs, that API Gateway rejects. */
export const domains: Readonly<Record<string, Refusals>> = {
  [domainV1]: {
    create: [domainExists, regionalCertificate, endpointAccessMode, ...always],
    update: [regionalCertificate, endpointAccessMode, ...always],
  },
  [domainV2]: { create: [domainExists, policyOfV2, ...always], update: [policyOfV2, ...always] },
  "aws:apigateway/restApi:RestApi": { create: [endpointAccessMode], update: [endpointAccessMode] },
};
