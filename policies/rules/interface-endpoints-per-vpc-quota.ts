import { countEach } from "../quota-counting";
import { ofKind } from "../graph/graph";
import { referenceKey } from "../graph/references";
import { known, readString } from "../graph/value";
import { vpcOf } from "../graph/vpcs";
import { quotaRule } from "../quota-rule";

export const interfaceEndpointsPerVpcQuota = quotaRule({
  id: "interface-endpoints-per-vpc-quota",
  displayName: "Interface endpoints per VPC",
  quota: "vpc.interfaceEndpointsPerVpc",
  scope: "resource",
  remediation:
    "Share interface endpoints, use NAT gateways, or request a quota increase and add the new value to the quotas setting.",
  count: countEach(
    "interface endpoints of VPC",
    "vpc",
    (graph, vpc) =>
      ofKind(graph, "vpcEndpoint").filter(
        (endpoint) =>
          known(readString(endpoint, "vpcEndpointType")) === "Interface" &&
          referenceKey(vpcOf(graph, endpoint)) === vpc.urn,
      ).length,
  ),
});
