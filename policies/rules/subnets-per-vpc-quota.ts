import { countEach } from "../quota-counting";
import { ofKind } from "../graph/graph";
import { referenceKey } from "../graph/references";
import { vpcOf } from "../graph/vpcs";
import { quotaRule } from "../quota-rule";

export const subnetsPerVpcQuota = quotaRule({
  id: "subnets-per-vpc-quota",
  displayName: "Subnets per VPC",
  quota: "vpc.subnetsPerVpc",
  scope: "resource",
  remediation: "Use another VPC, or request a quota increase and add the new value to the quotas setting.",
  count: countEach(
    "subnets of VPC",
    "vpc",
    (graph, vpc) => ofKind(graph, "subnet").filter((subnet) => referenceKey(vpcOf(graph, subnet)) === vpc.urn).length,
  ),
});
