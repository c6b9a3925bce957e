import { issuedCertificates } from "../certificate-counting";
import { quotaRule } from "../quota-rule";

/** A new stack issues all its certificates within a year. Those of deleted stacks count too: add them to usedElsewhere. */
export const acmCertificatesPerYearQuota = quotaRule({
  id: "acm-certificates-per-year-quota",
  displayName: "ACM certificates issued in a year",
  quota: "acm.certificatesPerYear",
  remediation:
    "Let listeners and domain names share certificates, or request a quota increase and add the new value to the quotas setting.",
  count: issuedCertificates,
});
