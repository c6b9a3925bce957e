import { dnsName } from "../certificates";
import { usersOf, validationRecords } from "../certificate-states";
import type { Account, Existing, Refusal, Refusals } from "../existing";
import { list, value } from "../existing";
import { accountId } from "../model";

const certificate = "aws:acm/certificate:Certificate";
const validation = "aws:acm/certificateValidation:CertificateValidation";
const record = "aws:route53/record:Record";

/** Source: https://github.com/dfds/infrastructure-modules/issues/5 */
const certificateInUse: Refusal = ({ id }, account) =>
  usersOf(account, id).length > 0
    ? `ResourceInUseException: Certificate ${id} in account ${accountId} is in use.`
    : undefined;

const identity = (resource: Existing) =>
  [
    value(resource, "zoneId"),
    dnsName(value(resource, "name")),
    value(resource, "type"),
    value(resource, "setIdentifier"),
  ].join(" ");

/** Source: https://github.com/manicminer/terraform-aws-acm-certificate/issues/2 */
const recordExists: Refusal = (resource, account) =>
  resource.inputs["allowOverwrite"] !== true &&
  account.of(record).some((other) => identity(other) === identity(resource))
    ? `InvalidChangeBatch: [Tried to create resource record set [name='${dnsName(value(resource, "name"))}.', type='${value(resource, "type")}'] but it already exists]`
    : undefined;

/** A name without the zone's is relative: the provider adds the zone's. Source: https://github.com/amazon-archives/service-discovery-ecs-dns/issues/3 */
const outsideZone: Refusal = (resource, { outside }) => {
  const zone = outside.zones[value(resource, "zoneId")];
  const given = value(resource, "name");
  if (zone === undefined || !given.endsWith(".")) return undefined;
  return `.${dnsName(given)}`.endsWith(`.${dnsName(zone)}`)
    ? undefined
    : `InvalidChangeBatch: [RRSet with DNS name ${dnsName(given)}. is not permitted in zone ${dnsName(zone)}.]`;
};

const certificateOf = (resource: Existing, account: Account) =>
  account.of(certificate).find(({ id }) => id === value(resource, "certificateArn"));

/**
 * What the provider says of a certificate that it waits for in vain. It waits 75 minutes; here a record that does not
 * exist when the validation is created never appears.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/acm/certificate_validation.go
 */
const notIssued: Refusal = (resource, account) => {
  const found = certificateOf(resource, account);
  if (found === undefined) return undefined;
  const type = value(found, "type");
  if (type !== "AMAZON_ISSUED") return `ACM Certificate (${found.id}) has type ${type}, no validation necessary`;
  const given = list(resource, "validationRecordFqdns").map(dnsName);
  const missing = validationRecords(found).filter((one) => !given.includes(dnsName(one.resourceRecordName)));
  if (given.length > 0 && missing.length > 0)
    return missing
      .map((one) => `missing ${one.domainName} DNS validation record: ${dnsName(one.resourceRecordName)}`)
      .join("\n");
  return value(found, "status") === "ISSUED"
    ? undefined
    : `waiting for ACM Certificate (${found.id}) to be issued: timeout while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION', timeout: 1h15m0s)`;
};

/** Operations that ACM and Route 53 reject, and waits of the provider that end without success. */
export const certificates: Readonly<Record<string, Refusals>> = {
  [certificate]: { delete: [certificateInUse] },
  [validation]: { create: [notIssued] },
  [record]: { create: [outsideZone, recordExists], update: [outsideZone] },
};
