import { resourceRule } from "../resource-rule";
import { securityGroupsOf, subnetsOf } from "../graph/vpcs";
import { requireOneVpc } from "../same-vpc";

export const vpcLinkSubnetsAndGroupsInOneVpc = resourceRule({
  id: "vpc-link-subnets-and-groups-in-one-vpc",
  displayName: "V2 VPC link subnets and security groups in one VPC",
  description: "The subnets and security groups of a V2 VPC link are in one VPC.",
  severity: "critical",
  remediation: "Use subnets and security groups of one VPC.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  tags: ["same-vpc"],
  hop: "link",
  kinds: ["vpcLinkV2"],
  none: "the stack has no V2 VPC link",
  judge: (graph, link) => requireOneVpc(graph, link, [subnetsOf(graph, link), securityGroupsOf(graph, link)]),
});
