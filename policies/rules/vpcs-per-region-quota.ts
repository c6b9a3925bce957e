import { countAll } from "../account-counting";
import { quotaRule } from "../quota-rule";

export const vpcsPerRegionQuota = quotaRule({
  id: "vpcs-per-region-quota",
  displayName: "VPCs per Region",
  quota: "vpc.vpcsPerRegion",
  remediation:
    "Run the services in fewer VPCs, or request a quota increase and add the new value to the quotas setting.",
  count: countAll("VPCs", "vpc"),
});
