import { countAll } from "../account-counting";
import { defaultEndpointType } from "../graph/aws-defaults";
import { known, readString } from "../graph/value";
import { quotaRule } from "../quota-rule";

export const gatewayEndpointsPerRegionQuota = quotaRule({
  id: "gateway-endpoints-per-region-quota",
  displayName: "Gateway endpoints per Region",
  quota: "vpc.gatewayEndpointsPerRegion",
  remediation:
    "Use fewer VPCs without NAT gateways, or request a quota increase and add the new value to the quotas setting.",
  count: countAll(
    "gateway endpoints",
    "vpcEndpoint",
    (endpoint) => (known(readString(endpoint, "vpcEndpointType")) ?? defaultEndpointType) === "Gateway",
  ),
});
