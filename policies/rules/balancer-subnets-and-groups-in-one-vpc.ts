import { eachRule } from "../each-rule";
import { securityGroupsOf, subnetsOf } from "../graph/vpcs";
import { onePlace } from "../graph/one-place";

export const balancerSubnetsAndGroupsInOneVpc = eachRule({
  id: "balancer-subnets-and-groups-in-one-vpc",
  displayName: "Balancer, subnets and groups in one VPC",
  description: "The subnets and security groups of a load balancer lie in one VPC.",
  severity: "critical",
  remediation: "Take everything from the same VPC.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  tags: ["same-vpc"],
  kinds: ["loadBalancer"],
  none: "the stack has no load balancer",
  judge: (graph, balancer) =>
    onePlace(graph, balancer, [subnetsOf(graph, balancer), securityGroupsOf(graph, balancer)]),
});
