import { countInVpcs } from "../interface-counting";
import { quotaRule } from "../quota-rule";
import { networkAddressUnits } from "../quota-units";

const { nlbPerZone, albPerZone, endpointPerZone, natGateway, interface: single } = networkAddressUnits;
const units = {
  alb: albPerZone,
  nlb: nlbPerZone,
  endpoint: endpointPerZone,
  nat: natGateway,
  link: single,
  task: single,
} as const;

export const networkAddressUsageQuota = quotaRule({
  id: "network-address-usage-quota",
  displayName: "Network Address Usage per VPC",
  quota: "vpc.networkAddressUsage",
  remediation:
    "Distribute the services among more VPCs, or request a quota increase and add the new value to the quotas setting.",
  count: countInVpcs("Network Address Usage units in VPC", ({ user }) => units[user]),
});
