import { row } from "./row";
import type { Row } from "./row";
import { alb, arnOf, network, nlb, resource, service, several, vpc } from "./stacks";

const three = "a1, a2, a3, a4";

/** A service on Spot with some tasks on demand. */
const spot = (name: string, desiredCount: number, base: number) =>
  service(name, desiredCount, [], {
    launchType: undefined,
    capacityProviderStrategies: [
      { capacityProvider: "FARGATE", base, weight: 0 },
      { capacityProvider: "FARGATE_SPOT", weight: 1 },
    ],
  });

/** Quotas of the account: findings are on the stack and name the first six users. */
export const accountRows: readonly Row[] = [
  row("ALBs", "albs-per-region-quota", "elb.albsPerRegion", 3, (n) => several("alb/loadBalancer:LoadBalancer", n), {
    what: "Application Load Balancers",
    users: three,
  }),
  row(
    "NLBs",
    "nlbs-per-region-quota",
    "elb.nlbsPerRegion",
    3,
    (n) => [...several("lb/loadBalancer:LoadBalancer", n, { loadBalancerType: "network" }), alb("other")],
    { what: "Network Load Balancers", users: three },
  ),
  row(
    "target groups",
    "target-groups-per-region-quota",
    "elb.targetGroupsPerRegion",
    3,
    (n) => several("lb/targetGroup:TargetGroup", n),
    { what: "target groups", users: three },
  ),
  row(
    "alarms",
    "alarms-per-region-quota",
    "cloudwatch.alarms",
    3,
    (n) => several("cloudwatch/metricAlarm:MetricAlarm", n),
    {
      what: "alarms",
      users: three,
    },
  ),
  row("elastic IPs", "elastic-ips-quota", "ec2.elasticIps", 5, (n) => several("ec2/eip:Eip", n), {
    what: "Elastic IPs",
    users: "a1, a2, a3, a4, a5, a6",
  }),
  row("VPCs", "vpcs-per-region-quota", "vpc.vpcsPerRegion", 5, (n) => several("ec2/vpc:Vpc", n), {
    what: "VPCs",
    users: "a1, a2, a3, a4, a5, a6",
  }),
  row(
    "internet gateways",
    "internet-gateways-per-region-quota",
    "vpc.internetGatewaysPerRegion",
    5,
    (n) => several("ec2/internetGateway:InternetGateway", n),
    { what: "internet gateways", users: "a1, a2, a3, a4, a5, a6" },
  ),
  row(
    "gateway endpoints, without interface endpoints",
    "gateway-endpoints-per-region-quota",
    "vpc.gatewayEndpointsPerRegion",
    3,
    (n) => [
      ...several("ec2/vpcEndpoint:VpcEndpoint", n),
      ...several("ec2/vpcEndpoint:VpcEndpoint", 9, { vpcEndpointType: "Interface" }, "other"),
    ],
    { what: "gateway endpoints", users: three },
  ),
  row(
    "NAT gateways of one zone",
    "nat-gateways-per-zone-quota",
    "vpc.natGatewaysPerZone",
    3,
    (n) => [
      ...network,
      ...several("ec2/natGateway:NatGateway", n, { subnetId: "subnet1" }),
      ...several("ec2/natGateway:NatGateway", 3, { subnetId: "subnet2" }, "other"),
    ],
    { what: "NAT gateways in zone us-east-1a", users: three },
  ),
  row("V1 links", "vpc-links-v1-quota", "apigateway.vpcLinksV1", 3, (n) => several("apigateway/vpcLink:VpcLink", n), {
    what: "V1 VPC links",
    users: three,
  }),
  row(
    "V2 links, of which ten are the default",
    "vpc-links-v2-quota",
    "apigateway.vpcLinksV2",
    10,
    (n) => several("apigatewayv2/vpcLink:VpcLink", n),
    { what: "V2 VPC links", users: "a1, a10, a11, a2, a3, a4 and 5 more" },
  ),
  row("roles", "iam-roles-quota", "iam.rolesPerAccount", 3, (n) => several("iam/role:Role", n), {
    what: "IAM roles",
    users: three,
  }),
  row(
    "security groups, with the default one of the VPC",
    "security-groups-per-region-quota",
    "vpc.securityGroupsPerRegion",
    4,
    (n) => [
      vpc,
      ...several("ec2/securityGroup:SecurityGroup", n - 1),
      resource("ec2/defaultSecurityGroup:DefaultSecurityGroup", "adopted", { vpcId: "net" }),
    ],
    { what: "security groups", users: "a1, a2, a3, a4, net" },
  ),
  row(
    // Two load balancers, an interface endpoint and a link in two subnets each, a NAT gateway, and twice the tasks.
    "network interfaces",
    "network-interfaces-per-region-quota",
    "vpc.networkInterfacesPerRegion",
    13,
    (n) => [
      ...network,
      alb("alb"),
      nlb("nlb"),
      resource("apigatewayv2/vpcLink:VpcLink", "link", { subnetIds: ["subnet1", "subnet2"] }),
      resource("apigateway/vpcLink:VpcLink", "v1", { targetArn: arnOf("nlb") }),
      resource("ec2/vpcEndpoint:VpcEndpoint", "logs", {
        vpcEndpointType: "Interface",
        subnetIds: ["subnet1", "subnet2"],
      }),
      resource("ec2/vpcEndpoint:VpcEndpoint", "s3", { vpcEndpointType: "Gateway" }),
      resource("ec2/natGateway:NatGateway", "nat", { subnetId: "subnet1" }),
      service("orders", (n - 9) / 2),
      service("onInstances", 5, [], { networkConfiguration: undefined, launchType: "EC2" }),
    ],
    { what: "network interfaces", users: "alb, nlb, logs, link, nat, orders", next: 15 },
  ),
  row(
    // 0.5 vCPU for each of n tasks, twice during an update.
    "vCPU of On-Demand Fargate, twice during an update",
    "fargate-vcpu-quota",
    "fargate.onDemandVcpu",
    3,
    (n) => [
      resource("ecs/taskDefinition:TaskDefinition", "task", { cpu: "512" }),
      service("orders", n),
      service("ec2", 9, [], { launchType: "EC2" }),
      service("spot", 9, [], {
        launchType: undefined,
        capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }],
      }),
    ],
    { what: "vCPU of Fargate tasks", users: "orders" },
  ),
  row(
    // 0.5 vCPU for each of n tasks on demand at once, twice during an update; all others are on Spot.
    "vCPU of On-Demand Fargate, as the base of Spot",
    "fargate-vcpu-quota",
    "fargate.onDemandVcpu",
    3,
    (n) => [resource("ecs/taskDefinition:TaskDefinition", "task", { cpu: "512" }), spot("orders", 40, n)],
    { what: "vCPU of Fargate tasks", users: "orders" },
  ),
  row(
    // 0.5 vCPU for each of n + 1 tasks, twice during an update; one of them is on demand.
    "vCPU of Fargate Spot, beside one task on demand",
    "fargate-spot-vcpu-quota",
    "fargate.spotVcpu",
    6,
    (n) => [resource("ecs/taskDefinition:TaskDefinition", "task", { cpu: "512" }), spot("orders", n + 1, 1)],
    { what: "vCPU of Fargate Spot tasks", users: "orders" },
  ),
  row(
    // 3 of 4 tasks beyond the base of 1, or 4 of 5, twice: 6 or 8 x 1 vCPU.
    "vCPU of Fargate Spot, by weights",
    "fargate-spot-vcpu-quota",
    "fargate.spotVcpu",
    6,
    (n) => [
      resource("ecs/taskDefinition:TaskDefinition", "task", { cpu: "1024" }),
      service("orders", n / 2 + 2, [], {
        launchType: undefined,
        capacityProviderStrategies: [
          { capacityProvider: "FARGATE", base: 1, weight: 1 },
          { capacityProvider: "FARGATE_SPOT", weight: 3 },
        ],
      }),
    ],
    { what: "vCPU of Fargate Spot tasks", users: "orders", next: 8 },
  ),
  row(
    "vCPU of Fargate Spot, without weights",
    "fargate-spot-vcpu-quota",
    "fargate.spotVcpu",
    6,
    (n) => [
      resource("ecs/taskDefinition:TaskDefinition", "task", { cpu: "512" }),
      service("orders", n, [], {
        launchType: undefined,
        capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }],
      }),
    ],
    { what: "vCPU of Fargate Spot tasks", users: "orders" },
  ),
  row(
    "vCPU of On-Demand Fargate, by the default of a cluster",
    "fargate-vcpu-quota",
    "fargate.onDemandVcpu",
    3,
    (n) => [
      resource("ecs/taskDefinition:TaskDefinition", "task", { cpu: "512" }),
      service("orders", n, [], { launchType: undefined }),
    ],
    { what: "vCPU of Fargate tasks", users: "orders" },
  ),
  row(
    "vCPU of On-Demand Fargate, by a task size with a unit",
    "fargate-vcpu-quota",
    "fargate.onDemandVcpu",
    3,
    (n) => [resource("ecs/taskDefinition:TaskDefinition", "task", { cpu: ".5 vCPU" }), service("orders", n)],
    { what: "vCPU of Fargate tasks", users: "orders" },
  ),
];
