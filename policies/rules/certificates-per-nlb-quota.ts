import { countOnBalancers } from "../balancer-counting";
import { certificatesOnNlb } from "../certificate-counting";
import { quotaRule } from "../quota-rule";

export const certificatesPerNlbQuota = quotaRule({
  id: "certificates-per-nlb-quota",
  displayName: "Certificates per NLB",
  quota: "elb.certificatesPerNlb",
  remediation:
    "Add an NLB with its own VPC link for further TLS listeners, or request a quota increase and add the new value to the quotas setting.",
  count: countOnBalancers("certificates on", "network", certificatesOnNlb),
});
