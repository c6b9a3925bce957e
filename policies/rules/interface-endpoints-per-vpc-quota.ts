import { known, readString } from "../graph/value";
import { quotaRule } from "../quota-rule";
import { countPerVpc } from "../vpc-counting";

export const interfaceEndpointsPerVpcQuota = quotaRule({
  id: "interface-endpoints-per-vpc-quota",
  displayName: "Interface endpoints per VPC",
  quota: "vpc.interfaceEndpointsPerVpc",
  remediation:
    "Share interface endpoints, use NAT gateways, or request a quota increase and add the new value to the quotas setting.",
  count: countPerVpc(
    "interface endpoints",
    "vpcEndpoint",
    (endpoint) => known(readString(endpoint, "vpcEndpointType")) === "Interface",
  ),
});
