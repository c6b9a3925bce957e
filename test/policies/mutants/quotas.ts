import type { SnapshotResource } from "../../../policies/graph/snapshot";
import { flood, ofType } from "./edit";
import type { Operator, Snapshot } from "./edit";

const isType = (type: string) => (resource: SnapshotResource) => resource.inputs["loadBalancerType"] === type;
const onType = (type: string) => (listener: SnapshotResource, snapshot: Snapshot) =>
  ofType(snapshot, "loadBalancer:LoadBalancer").some(
    (balancer) =>
      isType(type)(balancer) && listener.propertyDependencies["loadBalancerArn"]?.includes(balancer.urn) === true,
  );
const atPort = (one: SnapshotResource, index: number): SnapshotResource => ({
  ...one,
  inputs: { ...one.inputs, port: 30_000 + index },
});
const rulePorts = (one: SnapshotResource, index: number): SnapshotResource => ({
  ...one,
  inputs: { ...one.inputs, fromPort: 20_000 + index, toPort: 20_000 + index },
});
const conditions = [{ pathPattern: { values: ["/1", "/2", "/3", "/4", "/5", "/6"] } }];

/** A group that exists outside the stack may hold rules that nobody here can count. */
const inStack = ({ propertyDependencies }: SnapshotResource) => propertyDependencies["securityGroupId"] !== undefined;

/** One too many of what AWS counts. */
export const quotas: readonly Operator[] = [
  flood("V2 links", "vpc-links-v2-quota", "apigatewayv2/vpcLink:VpcLink", 10),
  flood("V1 links", "vpc-links-v1-quota", "apigateway/vpcLink:VpcLink", 20),
  flood("ALBs", "albs-per-region-quota", "loadBalancer:LoadBalancer", 50, undefined, isType("application")),
  flood("NLBs", "nlbs-per-region-quota", "loadBalancer:LoadBalancer", 50, undefined, isType("network")),
  flood("listeners of an NLB", "listeners-per-nlb-quota", "lb/listener:Listener", 50, atPort, onType("network")),
  flood("listeners of an ALB", "listeners-per-alb-quota", "lb/listener:Listener", 50, atPort, onType("application")),
  flood("routes of an HTTP API", "routes-per-http-api-quota", "apigatewayv2/route:Route", 300),
  flood("integrations of an HTTP API", "integrations-per-http-api-quota", "apigatewayv2/integration:Integration", 300),
  flood("resources of a REST API", "resources-per-rest-api-quota", "apigateway/resource:Resource", 300),
  flood("rules of an ALB", "rules-per-alb-quota", "listenerRule:ListenerRule", 100, (one, index) => ({
    ...one,
    inputs: { ...one.inputs, priority: 40_000 + index },
  })),
  flood("condition values of a rule", "condition-values-per-rule-quota", "listenerRule:ListenerRule", 1, (one) => ({
    ...one,
    inputs: { ...one.inputs, priority: 40_000, conditions },
  })),
  flood(
    "ingress rules of a group",
    "rules-per-security-group-quota",
    "securityGroupIngressRule:SecurityGroupIngressRule",
    60,
    rulePorts,
    inStack,
  ),
  flood(
    "egress rules of a group",
    "rules-per-security-group-quota",
    "securityGroupEgressRule:SecurityGroupEgressRule",
    60,
    rulePorts,
    inStack,
  ),
  flood("VPCs", "vpcs-per-region-quota", "ec2/vpc:Vpc", 5),
  flood("internet gateways", "internet-gateways-per-region-quota", "internetGateway:InternetGateway", 5),
  flood("elastic IPs", "elastic-ips-quota", "ec2/eip:Eip", 5),
  flood("subnets of a VPC", "subnets-per-vpc-quota", "ec2/subnet:Subnet", 200),
  flood(
    "interface endpoints of a VPC",
    "interface-endpoints-per-vpc-quota",
    "vpcEndpoint:VpcEndpoint",
    50,
    undefined,
    ({ inputs }) => inputs["vpcEndpointType"] === "Interface",
  ),
  flood(
    "gateway endpoints",
    "gateway-endpoints-per-region-quota",
    "vpcEndpoint:VpcEndpoint",
    20,
    undefined,
    ({ inputs }) => inputs["vpcEndpointType"] === "Gateway",
  ),
];
