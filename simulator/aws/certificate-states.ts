import { dnsName } from "./certificates";
import type { Account, Existing } from "./existing";
import { list, texts, value } from "./existing";

const certificateType = "aws:acm/certificate:Certificate";
const recordType = "aws:route53/record:Record";

/** What the account knows of a certificate. */
export interface CertificateState {
  /** `undefined` for a certificate outside the stack whose names no test states. */
  readonly names: readonly string[] | undefined;
  readonly isIssued: boolean;
  /** `AMAZON_ISSUED`, `IMPORTED` or `PRIVATE`; `undefined` for a certificate outside the stack. */
  readonly kind: string | undefined;
  /** `RSA_2048`; `undefined` for a certificate outside the stack. */
  readonly keyAlgorithm: string | undefined;
}

/** Inputs win over outputs: the program may state the names and the key algorithm. */
const stated = ({ inputs, outputs }: Existing, key: string) => {
  const found = inputs[key] ?? outputs[key];
  return typeof found === "string" ? found : "";
};

/** The state of the certificate with this ARN. A certificate that is not in the account exists outside the stack. */
export function certificateState(account: Account, arn: string): CertificateState {
  const found = account.of(certificateType).find(({ id }) => id === arn);
  if (found === undefined)
    return { names: account.outside.certificates[arn], isIssued: true, kind: undefined, keyAlgorithm: undefined };
  return {
    names: [...new Set([value(found, "domainName"), ...list(found, "subjectAlternativeNames")])],
    isIssued: value(found, "status") === "ISSUED",
    kind: value(found, "type"),
    keyAlgorithm: stated(found, "keyAlgorithm"),
  };
}

/** The record that an account needs for one name of a certificate: its name, its type and its value. */
interface ValidationRecord {
  readonly domainName: string;
  readonly resourceRecordName: string;
  readonly resourceRecordType: string;
  readonly resourceRecordValue: string;
}

/** The validation records of a certificate of the stack. */
export const validationRecords = ({ outputs }: Existing): readonly ValidationRecord[] =>
  outputs["domainValidationOptions"] as readonly ValidationRecord[];

const isRecord = (record: Existing, wanted: ValidationRecord) =>
  dnsName(value(record, "name")) === dnsName(wanted.resourceRecordName) &&
  value(record, "type") === wanted.resourceRecordType &&
  list(record, "records").some((text) => dnsName(text) === dnsName(wanted.resourceRecordValue));

/**
 * Certificates that ACM issues now, because all their validation records exist. A certificate stays issued if a record
 * goes: only its renewal would fail, a year later.
 * Source: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export function newlyIssued(account: Account): readonly Existing[] {
  const pending = account.of(certificateType).filter((one) => value(one, "status") === "PENDING_VALIDATION");
  if (pending.length === 0) return [];
  const records = account.of(recordType);
  return pending
    .filter((one) => validationRecords(one).every((wanted) => records.some((record) => isRecord(record, wanted))))
    .map((one) => ({ ...one, outputs: { ...one.outputs, status: "ISSUED" } }));
}

/** Resources that use a certificate: listeners and domain names. A validation does not. */
export const usersOf = (account: Account, arn: string): readonly Existing[] =>
  account
    .of(
      "aws:lb/listener:Listener",
      "aws:lb/listenerCertificate:ListenerCertificate",
      "aws:apigatewayv2/domainName:DomainName",
      "aws:apigateway/domainName:DomainName",
    )
    .filter(({ inputs }) => texts(inputs).includes(arn));
