import { countInVpcs } from "../interface-counting";
import { quotaRule } from "../quota-rule";

/** An NLB has one network interface in each of its zones. */
export const nlbInterfacesPerVpcQuota = quotaRule({
  id: "nlb-interfaces-per-vpc-quota",
  displayName: "Network interfaces of NLBs per VPC",
  quota: "elb.nlbInterfacesPerVpc",
  remediation:
    "Share NLBs among services by listener port, use more VPCs, or request a quota increase and add the new value to the quotas setting.",
  count: countInVpcs("network interfaces of NLBs in VPC", ({ user }) => (user === "nlb" ? 1 : 0)),
});
