import type { Context, Model } from "./model";
import { arn, digest, text } from "./model";

/** A DNS name as ACM and Route 53 compare it: without a final dot, in small letters. */
export const dnsName = (name: string): string => name.replace(/\.$/, "").toLowerCase();

/** An option of `domainValidationOptions`. */
interface ValidationOption {
  readonly domainName: string;
  readonly resourceRecordName: string;
  readonly resourceRecordType: "CNAME";
  readonly resourceRecordValue: string;
}

/**
 * The record that shows ACM who owns a name. All certificates of an account have the same record for a name, and a
 * wildcard shares that of the name below it.
 * Source: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
function validationOption(domainName: string): ValidationOption {
  const base = dnsName(domainName).replace(/^\*\./, "");
  return {
    domainName,
    resourceRecordName: `_${digest(`${base} name`, 32)}.${base}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${digest(`${base} value`, 32)}.${digest(`${base} zone`, 10)}.acm-validations.aws.`,
  };
}

/** All names of a certificate: its domain name first. */
function namesOf({ inputs }: Context): readonly string[] {
  const others = inputs["subjectAlternativeNames"];
  const listed = Array.isArray(others) ? others.filter((name) => typeof name === "string") : [];
  return [...new Set([text(inputs, "domainName"), ...listed])];
}

function kindOf({ inputs }: Context): "AMAZON_ISSUED" | "IMPORTED" | "PRIVATE" {
  if (text(inputs, "certificateBody") !== "") return "IMPORTED";
  return text(inputs, "certificateAuthorityArn") === "" ? "AMAZON_ISSUED" : "PRIVATE";
}

/** An id in the form of a UUID. */
const uuid = (seed: string) => digest(seed, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

/** The provider's id of a validation: when the certificate was issued. Each has a time of its own, so that ids differ. */
function issuedAt({ urn }: Context): string {
  const seconds = Date.UTC(2026, 0, 1) / 1000 + parseInt(digest(urn, 7), 16) / 10;
  return new Date(seconds * 1000).toISOString().replace(/T(.*)\.\d+Z$/, " $1 +0000 UTC");
}

/**
 * Resource types of ACM and Route 53. A hosted zone is no resource of a stack.
 * Sources: https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/acm and `route53` there
 */
export const certificates: Readonly<Record<string, Model>> = {
  "aws:acm/certificate:Certificate": {
    id: (context) => arn("acm", context, `certificate/${uuid(context.urn)}`),
    outputs: (context, id) => {
      const kind = kindOf(context);
      return {
        arn: id,
        type: kind,
        // The account issues the certificate once its records exist.
        status: kind === "AMAZON_ISSUED" ? "PENDING_VALIDATION" : "ISSUED",
        keyAlgorithm: "RSA_2048",
        subjectAlternativeNames: namesOf(context),
        domainValidationOptions: kind === "AMAZON_ISSUED" ? namesOf(context).map(validationOption) : [],
      };
    },
  },
  "aws:acm/certificateValidation:CertificateValidation": { id: issuedAt },
  "aws:route53/record:Record": {
    id: ({ inputs }) =>
      ["zoneId", "name", "type", "setIdentifier"]
        .map((key) => (key === "name" ? dnsName(text(inputs, key)) : text(inputs, key)))
        .filter((part) => part !== "")
        .join("_"),
    outputs: ({ inputs }) => ({ fqdn: dnsName(text(inputs, "name")) }),
  },
};
