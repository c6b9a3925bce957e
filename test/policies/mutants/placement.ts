import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { Operator, Snapshot } from "./edit";
import { eachOf, otherVpc, rewire } from "./edit";

/** The resource with one property wired into the other VPC. */
function moved(resource: SnapshotResource, snapshot: Snapshot, key: string): SnapshotResource | undefined {
  const wires = otherVpc(snapshot, resource.propertyDependencies[key] ?? []);
  return wires === undefined ? undefined : rewire(key, wires)(resource);
}

const groupOf = (prefix: RegExp) => (resource: SnapshotResource, snapshot: Snapshot) =>
  prefix.test(resource.urn) ? moved(resource, snapshot, "vpcId") : undefined;

/** Things put into the wrong VPC. */
export const placement: readonly Operator[] = [
  eachOf(
    "balancer in the other VPC than its group",
    "balancer-subnets-and-groups-in-one-vpc",
    "loadBalancer:LoadBalancer",
    (one, all) => moved(one, all, "subnets"),
  ),
  eachOf(
    "group of a balancer in the other VPC",
    "balancer-subnets-and-groups-in-one-vpc",
    "securityGroup:SecurityGroup",
    groupOf(/index:LoadBalancer\$/),
  ),
  eachOf(
    "target group in the other VPC",
    "balancer-and-target-group-in-one-vpc",
    "targetGroup:TargetGroup",
    (one, all) => moved(one, all, "vpcId"),
  ),
  eachOf("link V2 in the other VPC", "balancer-and-vpc-link-in-one-vpc", "apigatewayv2/vpcLink:VpcLink", (one, all) =>
    moved(one, all, "subnetIds"),
  ),
  eachOf(
    "service in the other VPC than its group",
    "ecs-service-subnets-and-groups-in-one-vpc",
    "ecs/service:Service",
    (one, all) => moved(one, all, "networkConfiguration"),
  ),
  eachOf(
    "group of a service in the other VPC",
    "ecs-service-subnets-and-groups-in-one-vpc",
    "securityGroup:SecurityGroup",
    groupOf(/index:FargateService\$/),
  ),
  eachOf(
    "service in the other VPC than its target group",
    "target-group-and-ecs-service-in-one-vpc",
    "ecs/service:Service",
    (one, all) => (one.inputs["loadBalancers"] === undefined ? undefined : moved(one, all, "networkConfiguration")),
  ),
  eachOf(
    "link V2 in the other VPC than its group",
    "vpc-link-subnets-and-groups-in-one-vpc",
    "apigatewayv2/vpcLink:VpcLink",
    (one, all) => moved(one, all, "subnetIds"),
  ),
  eachOf("alb target group in the other VPC", "nlb-and-alb-target-in-one-vpc", "targetGroup:TargetGroup", (one, all) =>
    one.inputs["targetType"] === "alb" ? moved(one, all, "vpcId") : undefined,
  ),
];
