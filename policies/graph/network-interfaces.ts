import { balancerType } from "./load-balancers";
import { ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { labelOf } from "./label";
import { resourcesIn } from "./references";
import type { Resource } from "./resource";
import { mostTasksInDeployment } from "./tasks";
import { read } from "./value";
import { subnetsOf } from "./vpcs";
import { zoneOf } from "./zones";

/** Network interfaces of one resource in a VPC. */
export interface Interfaces {
  readonly resource: Resource;
  readonly user: "alb" | "nlb" | "endpoint" | "link" | "nat" | "task";
  readonly count: number;
  /** Largest possible count, and the value that decides, if the subnets are unknown. */
  readonly most: number;
  readonly needs: string;
}

/** More Availability Zones than any Region has. */
const mostZones = 6;

/** Number of subnets of a resource: one network interface in each. An unknown list has at least `least`. */
function inSubnets(graph: Graph, resource: Resource, user: Interfaces["user"], least: number): Interfaces {
  const { references, exact } = subnetsOf(graph, resource);
  const needs = `the subnets of ${labelOf(resource)}`;
  if (exact) return { resource, user, count: references.length, most: references.length, needs };
  const subnets = resourcesIn(references);
  const zones = new Set(subnets.flatMap((subnet) => zoneOf(subnet) ?? []));
  const all = subnets.length < references.length || zones.size === 0 ? mostZones : zones.size;
  return { resource, user, count: Math.min(least, all), most: Math.max(least, all), needs };
}

const single = (resource: Resource, user: Interfaces["user"], count: number): Interfaces => ({
  resource,
  user,
  count,
  most: count,
  needs: "",
});

function ofBalancer(graph: Graph, balancer: Resource): Interfaces {
  return balancerType(balancer) === "network"
    ? inSubnets(graph, balancer, "nlb", 1)
    : inSubnets(graph, balancer, "alb", 2);
}

/** A task without a network configuration uses the interface of its instance. */
const hasOwnInterface = (service: Resource) => read(service, "networkConfiguration").kind !== "absent";

/**
 * Network interfaces that AWS creates in the VPCs of the stack: one for a load balancer, a V2 link and an interface
 * endpoint in each subnet, one for a NAT gateway, and one for each task, at the autoscaling maximum during a deployment.
 * An ALB has more while it scales. A V1 link has none: its endpoint is in a VPC of AWS. A gateway endpoint has no subnet.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html,
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
 */
export const networkInterfaces = perGraph((graph): readonly Interfaces[] => [
  ...ofKind(graph, "loadBalancer").map((balancer) => ofBalancer(graph, balancer)),
  ...ofKind(graph, "vpcEndpoint").map((endpoint) => inSubnets(graph, endpoint, "endpoint", 1)),
  ...ofKind(graph, "vpcLinkV2").map((link) => inSubnets(graph, link, "link", 1)),
  ...ofKind(graph, "natGateway").map((gateway) => single(gateway, "nat", 1)),
  ...ofKind(graph, "ecsService")
    .filter(hasOwnInterface)
    .map((service) => single(service, "task", mostTasksInDeployment(graph, service))),
]);
