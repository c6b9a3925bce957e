import type { Rule } from "./rule";
import { balancerAndTargetGroupInOneVpc } from "./rules/balancer-and-target-group-in-one-vpc";
import { balancerAndVpcLinkInOneVpc } from "./rules/balancer-and-vpc-link-in-one-vpc";
import { balancerSubnetsAndGroupsInOneVpc } from "./rules/balancer-subnets-and-groups-in-one-vpc";
import { ecsServiceSubnetsAndGroupsInOneVpc } from "./rules/ecs-service-subnets-and-groups-in-one-vpc";
import { namespaceAndVpcLinkInOneVpc } from "./rules/namespace-and-vpc-link-in-one-vpc";
import { nlbAndAlbTargetInOneVpc } from "./rules/nlb-and-alb-target-in-one-vpc";
import { targetGroupAndEcsServiceInOneVpc } from "./rules/target-group-and-ecs-service-in-one-vpc";
import { vpcLinkSubnetsAndGroupsInOneVpc } from "./rules/vpc-link-subnets-and-groups-in-one-vpc";

/** Rules on resources that must be in one VPC. */
export const sameVpcRules: readonly Rule[] = [
  balancerAndTargetGroupInOneVpc,
  balancerAndVpcLinkInOneVpc,
  balancerSubnetsAndGroupsInOneVpc,
  ecsServiceSubnetsAndGroupsInOneVpc,
  namespaceAndVpcLinkInOneVpc,
  nlbAndAlbTargetInOneVpc,
  targetGroupAndEcsServiceInOneVpc,
  vpcLinkSubnetsAndGroupsInOneVpc,
];
