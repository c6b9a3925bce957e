import { issuedCertificates } from "../certificate-counting";
import { quotaRule } from "../quota-rule";

export const acmCertificatesQuota = quotaRule({
  id: "acm-certificates-quota",
  displayName: "ACM certificates per Region",
  quota: "acm.certificates",
  remediation:
    "Let listeners and domain names share certificates, or request a quota increase and add the new value to the quotas setting.",
  count: issuedCertificates,
});
