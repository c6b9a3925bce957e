import { countAll } from "../quota-counting";
import { quotaRule } from "../quota-rule";

export const vpcsPerRegionQuota = quotaRule({
  id: "vpcs-per-region-quota",
  displayName: "VPCs per Region",
  quota: "vpc.vpcsPerRegion",
  scope: "region",
  remediation: "Put the services into fewer VPCs, or have AWS raise the quota and give it in the settings.",
  count: countAll("VPCs", "vpc"),
});
