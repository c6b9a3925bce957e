import type { Properties } from "../../../simulator/values";
import type { Case, TestAccount } from "../fixture";
import { balancer, group, lb } from "../fixture";
import { domainV2, issued, record, recordOf, requested } from "../front";

const validate = (account: TestAccount, inputs: Properties = {}) =>
  account.create("acm/certificateValidation:CertificateValidation", "validation", {
    certificateArn: account.get("api").id,
    ...inputs,
  });

/** A listener that uses the certificate `api`. */
const httpsListener = (account: TestAccount) =>
  account.create(lb("Listener"), "l", {
    loadBalancerArn: balancer(account, "a").id,
    port: 443,
    protocol: "HTTPS",
    certificateArn: account.get("api").id,
    defaultActions: [{ type: "forward", targetGroupArn: group(account, "g").id }],
  });

export const certificates: Readonly<Record<string, Case>> = {
  "validation of a certificate whose record does not exist": {
    error:
      /^Error: waiting for ACM Certificate \(arn:aws:acm:us-east-1:123456789012:certificate\/[0-9a-f-]{36}\) to be issued: timeout while waiting for state to become 'ISSUED' \(last state: 'PENDING_VALIDATION', timeout: 1h15m0s\)$/,
    refused: (account) => {
      requested(account, "api");
      validate(account);
    },
    accepted: (account) => {
      issued(account, "api");
      validate(account);
    },
  },
  "validation of a certificate whose record has another value": {
    error: /to be issued: timeout while waiting/,
    refused: (account) => {
      record(account, "r", { ...recordOf(requested(account, "api")), records: ["_other.acm-validations.aws."] });
      validate(account);
    },
    accepted: (account) => {
      record(account, "r", { ...recordOf(requested(account, "api")), records: ["_other.acm-validations.aws."] });
      account.update("r", { records: recordOf(account.get("api"))["records"] });
      validate(account);
    },
  },
  "validation of a certificate with a second name, whose record does not exist": {
    error: /to be issued: timeout while waiting/,
    refused: (account) => {
      issued(account, "api", { subjectAlternativeNames: ["shop.example.com"] });
      validate(account);
    },
    accepted: (account) => {
      const certificate = issued(account, "api", { subjectAlternativeNames: ["shop.example.com"] });
      record(account, "second", recordOf(certificate, 1));
      validate(account);
    },
  },
  "validation with names of other records": {
    error: /^Error: missing api\.example\.com DNS validation record: _[0-9a-f]{32}\.api\.example\.com$/,
    refused: (account) => {
      issued(account, "api");
      validate(account, { validationRecordFqdns: ["_1234.api.example.com"] });
    },
    accepted: (account) => {
      issued(account, "api");
      validate(account, { validationRecordFqdns: [account.get("api-record").outputs["fqdn"]] });
    },
  },
  "validation of an imported certificate": {
    error: /^Error: ACM Certificate \(arn:.*\) has type IMPORTED, no validation necessary$/,
    refused: (account) => {
      requested(account, "api", { certificateBody: "PEM", validationMethod: undefined });
      validate(account);
    },
    accepted: (account) => {
      issued(account, "api");
      validate(account);
    },
  },
  "second record with the same name and type": {
    error:
      /^Error: InvalidChangeBatch: \[Tried to create resource record set \[name='_[0-9a-f]{32}\.example\.com\.', type='CNAME'\] but it already exists\]$/,
    refused: (account) => {
      // A wildcard and the name below it have one record.
      record(account, "one", recordOf(requested(account, "api", { domainName: "example.com" })));
      record(account, "two", recordOf(requested(account, "all", { domainName: "*.example.com" })));
    },
    accepted: (account) => {
      record(account, "one", recordOf(requested(account, "api", { domainName: "example.com" })));
      const second = recordOf(requested(account, "all", { domainName: "*.example.com" }));
      record(account, "two", { ...second, allowOverwrite: true });
      record(account, "three", { name: "example.com.", type: "A" });
      record(account, "four", { name: "example.com.", type: "AAAA" });
    },
  },
  "record outside its zone": {
    error:
      /^Error: InvalidChangeBatch: \[RRSet with DNS name api\.example\.org\. is not permitted in zone example\.com\.\]$/,
    refused: (account) => {
      account.account.outside = { zones: { Z1: "example.com" }, certificates: {} };
      record(account, "r", { name: "api.example.org." });
    },
    accepted: (account) => {
      record(account, "of a zone whose name nobody states", { name: "api.example.org.", zoneId: "Z2" });
      account.account.outside = { zones: { Z1: "example.com" }, certificates: {} };
      record(account, "r", { name: "api.example.com." });
      record(account, "apex", { name: "EXAMPLE.com." });
    },
  },
  "certificate deleted while a listener uses it": {
    error: /^Error: ResourceInUseException: Certificate arn:aws:acm:\S+ in account 123456789012 is in use\.$/,
    refused: (account) => {
      issued(account, "api");
      httpsListener(account);
      account.delete("api");
    },
    accepted: (account) => {
      issued(account, "api");
      validate(account);
      httpsListener(account);
      account.delete("l");
      account.delete("api");
    },
  },
  "certificate deleted while a domain name uses it": {
    error: /ResourceInUseException: Certificate .* is in use/,
    refused: (account) => {
      domainV2(account, "d", issued(account, "api").id);
      account.delete("api");
    },
    accepted: (account) => {
      domainV2(account, "d", issued(account, "api").id);
      const next = issued(account, "next").id;
      account.update("d", { domainNameConfiguration: { certificateArn: next, securityPolicy: "TLS_1_2" } });
      account.delete("api");
    },
  },
};
