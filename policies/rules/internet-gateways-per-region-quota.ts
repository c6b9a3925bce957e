import { countAll } from "../quota-counting";
import { quotaRule } from "../quota-rule";

export const internetGatewaysPerRegionQuota = quotaRule({
  id: "internet-gateways-per-region-quota",
  displayName: "Internet gateways per Region",
  quota: "vpc.internetGatewaysPerRegion",
  scope: "region",
  remediation: "Use fewer VPCs with a way out, or have AWS raise the quota and give it in the settings.",
  count: countAll("internet gateways", "internetGateway"),
});
