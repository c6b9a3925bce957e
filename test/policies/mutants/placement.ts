import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { Operator, Snapshot } from "./edit";
import { eachOf, otherVpc, rewire } from "./edit";

/** Moves one property of a resource into another VPC. */
function moved(resource: SnapshotResource, snapshot: Snapshot, key: string): SnapshotResource | undefined {
  const wires = otherVpc(snapshot, resource.propertyDependencies[key] ?? []);
  return wires === undefined ? undefined : rewire(key, wires)(resource);
}

const groupOf = (prefix: RegExp) => (resource: SnapshotResource, snapshot: Snapshot) =>
  prefix.test(resource.urn) ? moved(resource, snapshot, "vpcId") : undefined;

/** Resources in the wrong VPC. */
export const placement: readonly Operator[] = [
  eachOf(
    "load balancer in another VPC than its security group",
    "balancer-subnets-and-groups-in-one-vpc",
    "loadBalancer:LoadBalancer",
    (one, all) => moved(one, all, "subnets"),
  ),
  eachOf(
    "security group of a load balancer in another VPC",
    "balancer-subnets-and-groups-in-one-vpc",
    "securityGroup:SecurityGroup",
    groupOf(/index:LoadBalancer\$/),
  ),
  eachOf("target group in another VPC", "balancer-and-target-group-in-one-vpc", "targetGroup:TargetGroup", (one, all) =>
    moved(one, all, "vpcId"),
  ),
  eachOf("V2 link in another VPC", "balancer-and-vpc-link-in-one-vpc", "apigatewayv2/vpcLink:VpcLink", (one, all) =>
    moved(one, all, "subnetIds"),
  ),
  eachOf(
    "service in another VPC than its security group",
    "ecs-service-subnets-and-groups-in-one-vpc",
    "ecs/service:Service",
    (one, all) => moved(one, all, "networkConfiguration"),
  ),
  eachOf(
    "security group of a service in another VPC",
    "ecs-service-subnets-and-groups-in-one-vpc",
    "securityGroup:SecurityGroup",
    groupOf(/index:FargateService\$/),
  ),
  eachOf(
    "service in another VPC than its target group",
    "target-group-and-ecs-service-in-one-vpc",
    "ecs/service:Service",
    (one, all) => (one.inputs["loadBalancers"] === undefined ? undefined : moved(one, all, "networkConfiguration")),
  ),
  eachOf(
    "V2 link in another VPC than its security group",
    "vpc-link-subnets-and-groups-in-one-vpc",
    "apigatewayv2/vpcLink:VpcLink",
    (one, all) => moved(one, all, "subnetIds"),
  ),
  eachOf("alb target group in another VPC", "nlb-and-alb-target-in-one-vpc", "targetGroup:TargetGroup", (one, all) =>
    one.inputs["targetType"] === "alb" ? moved(one, all, "vpcId") : undefined,
  ),
];
