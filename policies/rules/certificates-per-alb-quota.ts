import { countOnBalancers } from "../balancer-counting";
import { certificatesOnAlb } from "../certificate-counting";
import { quotaRule } from "../quota-rule";

export const certificatesPerAlbQuota = quotaRule({
  id: "certificates-per-alb-quota",
  displayName: "Certificates per ALB",
  quota: "elb.certificatesPerAlb",
  remediation:
    "Let one certificate have several names or a wildcard, add an ALB, or request a quota increase and add the new value to the quotas setting.",
  count: countOnBalancers("certificates besides the default ones on", "application", certificatesOnAlb),
});
