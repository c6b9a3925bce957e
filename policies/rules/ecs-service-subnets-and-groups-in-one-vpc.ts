import { resourceRule } from "../resource-rule";
import { securityGroupsOf, subnetsOf } from "../graph/vpcs";
import { requireOneVpc } from "../same-vpc";

export const ecsServiceSubnetsAndGroupsInOneVpc = resourceRule({
  id: "ecs-service-subnets-and-groups-in-one-vpc",
  displayName: "ECS service subnets and security groups in one VPC",
  description: "The subnets and security groups of an ECS service are in one VPC.",
  severity: "critical",
  remediation: "Use subnets and security groups of one VPC.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  tags: ["same-vpc"],
  hop: "service",
  kinds: ["ecsService"],
  none: "the stack has no ECS service",
  judge: (graph, service) =>
    requireOneVpc(graph, service, [subnetsOf(graph, service), securityGroupsOf(graph, service)]),
});
