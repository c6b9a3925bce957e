import type { Row } from "./row";
import { alb, albArn, arnOf, listener, network, nlb, resource, service, several, targetGroup, vpc } from "./stacks";

const cidrs = (count: number) => Array.from({ length: count }, (_, index) => `10.${index}.0.0/16`);
const two = ["subnet1", "subnet2"];

/** Quotas of one API, VPC, security group, link or service. */
export const otherRows: readonly Row[] = [
  {
    title: "routes of an HTTP API",
    rule: "routes-per-http-api-quota",
    quota: "apigateway.routesPerHttpApi",
    limit: 3,
    stack: (n) => [
      resource("apigatewayv2/api:Api", "http", { protocolType: "HTTP" }),
      ...several("apigatewayv2/route:Route", n, { apiId: "http" }),
      ...several("apigatewayv2/route:Route", 9, { apiId: "other" }, "other"),
    ],
    what: "routes of HTTP API http",
    at: "http",
  },
  {
    title: "integrations of an HTTP API",
    rule: "integrations-per-http-api-quota",
    quota: "apigateway.integrationsPerHttpApi",
    limit: 3,
    stack: (n) => [
      resource("apigatewayv2/api:Api", "http", { protocolType: "HTTP" }),
      ...several("apigatewayv2/integration:Integration", n, { apiId: "http" }),
    ],
    what: "integrations of HTTP API http",
    at: "http",
  },
  {
    title: "resources of a REST API, with the root",
    rule: "resources-per-rest-api-quota",
    quota: "apigateway.resourcesPerRestApi",
    limit: 4,
    stack: (n) => [
      resource("apigateway/restApi:RestApi", "rest"),
      ...several("apigateway/resource:Resource", n - 1, { restApi: "rest" }),
    ],
    what: "resources of REST API rest",
    at: "rest",
  },
  {
    title: "containers of a task definition",
    rule: "containers-per-task-definition-quota",
    quota: "ecs.containersPerTaskDefinition",
    limit: 10,
    stack: (n) => [
      resource("ecs/taskDefinition:TaskDefinition", "task", {
        containerDefinitions: JSON.stringify(Array.from({ length: n }, (_, index) => ({ name: `c${index}` }))),
      }),
    ],
    what: "containers of task definition task",
    at: "task",
  },
  {
    title: "subnets of a V2 link",
    rule: "subnets-per-vpc-link-v2-quota",
    quota: "apigateway.subnetsPerVpcLinkV2",
    limit: 10,
    stack: (n) => [
      resource("apigatewayv2/vpcLink:VpcLink", "link", { subnetIds: cidrs(n).map((_, index) => `subnet-${index}`) }),
    ],
    what: "subnets of V2 VPC link link",
    at: "link",
  },
  {
    title: "target groups of an ECS service",
    rule: "target-groups-per-ecs-service-quota",
    quota: "ecs.targetGroupsPerService",
    limit: 5,
    stack: (n) => [
      service(
        "orders",
        1,
        cidrs(n).map((_, index) => `group${index}`),
      ),
    ],
    what: "target groups of ECS service orders",
    at: "orders",
  },
  {
    title: "security groups of an interface",
    rule: "security-groups-per-interface-quota",
    quota: "vpc.securityGroupsPerInterface",
    limit: 5,
    stack: (n) => [alb("web", { securityGroups: cidrs(n).map((_, index) => `sg-${index}`) })],
    what: "security groups of web",
    at: "web",
  },
  {
    title: "subnets of a VPC",
    rule: "subnets-per-vpc-quota",
    quota: "vpc.subnetsPerVpc",
    limit: 3,
    stack: (n) => [
      vpc,
      ...several("ec2/subnet:Subnet", n, { vpcId: "net" }),
      ...several("ec2/subnet:Subnet", 3, { vpcId: "vpc-other" }, "other"),
    ],
    what: "subnets of VPC net",
    at: "net",
  },
  {
    title: "interface endpoints of a VPC outside the stack",
    rule: "interface-endpoints-per-vpc-quota",
    quota: "vpc.interfaceEndpointsPerVpc",
    limit: 3,
    stack: (n) => [
      ...several("ec2/vpcEndpoint:VpcEndpoint", n, { vpcId: "vpc-1", vpcEndpointType: "Interface" }),
      resource("ec2/vpcEndpoint:VpcEndpoint", "s3", { vpcId: "vpc-1", vpcEndpointType: "Gateway" }),
    ],
    what: "interface endpoints of VPC vpc-1",
    at: "a1",
  },
  {
    title: "interfaces of the NLBs of a VPC",
    rule: "nlb-interfaces-per-vpc-quota",
    quota: "elb.nlbInterfacesPerVpc",
    limit: 4,
    next: 6,
    stack: (n) => [...network, ...cidrs(n / 2).map((_, index) => nlb(`nlb${index}`)), alb("web")],
    what: "network interfaces of NLBs in VPC net",
    at: "net",
  },
  {
    // In two subnets an ALB (2 x 8), an NLB (2 x 6), an endpoint (2 x 6) and a link (2), a NAT gateway (6): 48.
    title: "Network Address Usage",
    rule: "network-address-usage-quota",
    quota: "vpc.networkAddressUsage",
    limit: 52,
    next: 54,
    stack: (n) => [
      ...network,
      alb("web"),
      nlb("front"),
      resource("ec2/vpcEndpoint:VpcEndpoint", "logs", { vpcId: "net", vpcEndpointType: "Interface", subnetIds: two }),
      resource("ec2/vpcEndpoint:VpcEndpoint", "s3", { vpcId: "net", vpcEndpointType: "Gateway" }),
      resource("apigatewayv2/vpcLink:VpcLink", "link", { subnetIds: two }),
      resource("ec2/natGateway:NatGateway", "nat", { subnetId: "subnet1" }),
      service("orders", (n - 48) / 2),
    ],
    what: "Network Address Usage units in VPC net",
    at: "net",
  },
  {
    title: "separate ingress rules of a group outside the stack",
    rule: "rules-per-security-group-quota",
    quota: "vpc.rulesPerSecurityGroup",
    limit: 3,
    stack: (n) => [
      ...several("vpc/securityGroupIngressRule:SecurityGroupIngressRule", n, {
        securityGroupId: "sg-1",
        cidrIpv4: "10.0.0.0/8",
      }),
      ...several(
        "vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        3,
        { securityGroupId: "sg-1", cidrIpv4: "10.0.0.0/8" },
        "out",
      ),
    ],
    what: "ingress rules of sg-1",
    at: "a1",
  },
  {
    title: "inline rules: each block and each group",
    rule: "rules-per-security-group-quota",
    quota: "vpc.rulesPerSecurityGroup",
    limit: 6,
    stack: (n) => [
      resource("ec2/securityGroup:SecurityGroup", "group", {
        egress: [{ cidrBlocks: cidrs(n - 2) }, { securityGroups: ["sg-2"], self: false }, { self: true }],
      }),
    ],
    what: "egress rules of group",
    at: "group",
  },
  {
    title: "rules for IPv4 and IPv6 count separately, and a group in both",
    rule: "rules-per-security-group-quota",
    quota: "vpc.rulesPerSecurityGroup",
    limit: 4,
    stack: (n) => [
      resource("ec2/securityGroup:SecurityGroup", "group"),
      resource("ec2/securityGroupRule:SecurityGroupRule", "v4", {
        type: "ingress",
        securityGroupId: "group",
        cidrBlocks: cidrs(3),
      }),
      resource("ec2/securityGroupRule:SecurityGroupRule", "v6", {
        type: "ingress",
        securityGroupId: "group",
        ipv6CidrBlocks: cidrs(n - 1),
      }),
      resource("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "both", {
        securityGroupId: "group",
        referencedSecurityGroupId: arnOf("x"),
      }),
    ],
    what: "ingress rules of group",
    at: "group",
  },
  {
    title: "target groups of an ALB outside the stack, of a listener and of a rule on another",
    rule: "target-groups-per-alb-quota",
    quota: "elb.targetGroupsPerAlb",
    limit: 3,
    stack: (n) => [
      listener("one", albArn("old"), ...cidrs(n - 1).map((_, index) => `group${index}`)),
      resource("lb/listenerRule:ListenerRule", "two", {
        listenerArn: `${albArn("old").replace(":loadbalancer/", ":listener/")}/fedcba9876543210`,
        actions: [{ type: "forward", targetGroupArn: arnOf("other") }],
      }),
    ],
    what: "target groups on ALB old",
    at: "one",
  },
  {
    title: "targets of a target group at the autoscaling maximum",
    rule: "targets-per-target-group-quota",
    quota: "elb.targetsPerTargetGroup",
    limit: 7,
    stack: (n) => [
      targetGroup("one"),
      service("orders", 2, ["one"]),
      {
        ...resource("appautoscaling/target:Target", "orders", { maxCapacity: n }),
        propertyDependencies: { resourceId: ["urn:pulumi:dev::shop::aws:ecs/service:Service::orders"] },
      },
    ],
    what: "targets in target group one",
    at: "one",
  },
];
