import { resourceRule } from "../resource-rule";
import { securityGroupsOf, subnetsOf } from "../graph/vpcs";
import { requireOneVpc } from "../same-vpc";

export const balancerSubnetsAndGroupsInOneVpc = resourceRule({
  id: "balancer-subnets-and-groups-in-one-vpc",
  displayName: "Load balancer subnets and security groups in one VPC",
  description: "The subnets and security groups of a load balancer are in one VPC.",
  severity: "critical",
  remediation: "Use subnets and security groups of one VPC.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  tags: ["same-vpc"],
  hop: "balancer",
  kinds: ["loadBalancer"],
  none: "the stack has no load balancer",
  judge: (graph, balancer) =>
    requireOneVpc(graph, balancer, [subnetsOf(graph, balancer), securityGroupsOf(graph, balancer)]),
});
