import { isIssued, namesOn } from "../certificate-counting";
import { countEach } from "../quota-counting";
import { quotaRule } from "../quota-rule";

export const namesPerCertificateQuota = quotaRule({
  id: "names-per-certificate-quota",
  displayName: "Domain names per ACM certificate",
  quota: "acm.namesPerCertificate",
  remediation:
    "Use a wildcard or several certificates, or request a quota increase and add the new value to the quotas setting.",
  count: countEach("domain names of certificate", "certificate", (_, certificate) => namesOn(certificate), isIssued),
});
