import { countAll } from "../account-counting";
import { quotaRule } from "../quota-rule";

export const internetGatewaysPerRegionQuota = quotaRule({
  id: "internet-gateways-per-region-quota",
  displayName: "Internet gateways per Region",
  quota: "vpc.internetGatewaysPerRegion",
  remediation:
    "Use fewer VPCs with internet access, or request a quota increase and add the new value to the quotas setting.",
  count: countAll("internet gateways", "internetGateway"),
});
