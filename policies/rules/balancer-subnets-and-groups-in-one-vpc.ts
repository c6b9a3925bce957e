import { resourceRule } from "../resource-rule";
import { securityGroupsOf, subnetsOf } from "../graph/vpcs";
import { requireOneVpc } from "../same-vpc";

export const balancerSubnetsAndGroupsInOneVpc = resourceRule({
  id: "balancer-subnets-and-groups-in-one-vpc",
  displayName: "Balancer, subnets and groups in one VPC",
  description: "The subnets and security groups of a load balancer lie in one VPC.",
  severity: "critical",
  remediation: "Take everything from the same VPC.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  tags: ["same-vpc"],
  hop: "balancer",
  kinds: ["loadBalancer"],
  none: "the stack has no load balancer",
  judge: (graph, balancer) =>
    requireOneVpc(graph, balancer, [subnetsOf(graph, balancer), securityGroupsOf(graph, balancer)]),
});
