import { resourceRule } from "../resource-rule";
import { securityGroupsOf, subnetsOf } from "../graph/vpcs";
import { requireOneVpc } from "../same-vpc";

export const vpcLinkSubnetsAndGroupsInOneVpc = resourceRule({
  id: "vpc-link-subnets-and-groups-in-one-vpc",
  displayName: "V2 link, subnets and groups in one VPC",
  description: "The subnets and security groups of a V2 VPC link lie in one VPC.",
  severity: "critical",
  remediation: "Take everything from the same VPC.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  tags: ["same-vpc"],
  hop: "link",
  kinds: ["vpcLinkV2"],
  none: "the stack has no V2 VPC link",
  judge: (graph, link) => requireOneVpc(graph, link, [subnetsOf(graph, link), securityGroupsOf(graph, link)]),
});
