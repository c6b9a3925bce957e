import { Netmask } from "netmask";
import type { Account, Existing, Refusal, Refusals } from "../existing";
import { list, texts, value } from "../existing";

const subnet = "aws:ec2/subnet:Subnet";
const group = "aws:ec2/securityGroup:SecurityGroup";
const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** Types that have network interfaces, and so use subnets and security groups. */
const interfaces = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:ecs/service:Service",
  "aws:apigatewayv2/vpcLink:VpcLink",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:ec2/natGateway:NatGateway",
];

const uses = (account: Account, id: string) =>
  account.of(...interfaces).some(({ inputs }) => texts(inputs).includes(id));

/** Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const subnetInUse: Refusal = (resource, account) =>
  uses(account, resource.id)
    ? `DependencyViolation: The subnet '${resource.id}' has dependencies and cannot be deleted.`
    : undefined;

const groupInUse: Refusal = (resource, account) =>
  uses(account, resource.id) ||
  account.of(ingress, egress).some((rule) => value(rule, "referencedSecurityGroupId") === resource.id)
    ? `DependencyViolation: resource ${resource.id} has a dependent object`
    : undefined;

const vpcInUse: Refusal = (resource, account) =>
  account
    .of(subnet, group, "aws:ec2/internetGateway:InternetGateway", "aws:ec2/vpcEndpoint:VpcEndpoint")
    .some((other) => value(other, "vpcId") === resource.id)
    ? `DependencyViolation: The vpc '${resource.id}' has dependencies and cannot be deleted.`
    : undefined;

const tuple = (rule: Existing) =>
  JSON.stringify(
    [
      "securityGroupId",
      "ipProtocol",
      "fromPort",
      "toPort",
      "referencedSecurityGroupId",
      "cidrIpv4",
      "cidrIpv6",
      "prefixListId",
    ].map((key) => value(rule, key)),
  );

const duplicateRule: Refusal = (resource, account) =>
  account.of(resource.type).some((other) => tuple(other) === tuple(resource))
    ? "InvalidPermission.Duplicate: the specified rule already exists"
    : undefined;

/** Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const subnetConflict: Refusal = (resource, account) => {
  const block = new Netmask(value(resource, "cidrBlock"));
  const overlaps = (other: Existing) => {
    const taken = new Netmask(value(other, "cidrBlock"));
    return taken.contains(block) || block.contains(taken);
  };
  return account.of(subnet).some((other) => value(other, "vpcId") === value(resource, "vpcId") && overlaps(other))
    ? `InvalidSubnet.Conflict: The CIDR '${value(resource, "cidrBlock")}' conflicts with another subnet`
    : undefined;
};

const subnetRange: Refusal = (resource, account) => {
  const vpc = account.of("aws:ec2/vpc:Vpc").find(({ id }) => id === value(resource, "vpcId"));
  return vpc === undefined || new Netmask(value(vpc, "cidrBlock")).contains(new Netmask(value(resource, "cidrBlock")))
    ? undefined
    : `InvalidSubnet.Range: The CIDR '${value(resource, "cidrBlock")}' is invalid.`;
};

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html */
const groupsHaveBalancers: Refusal = (resource, account) => {
  const forwarded = account
    .of("aws:lb/listener:Listener", "aws:lb/listenerRule:ListenerRule")
    .flatMap(({ inputs }) => texts(inputs));
  const bare = texts(resource.inputs["loadBalancers"]).find(
    (arn) => arn.includes(":targetgroup/") && !forwarded.includes(arn),
  );
  return bare === undefined
    ? undefined
    : `InvalidParameterException: The target group with targetGroupArn ${bare} does not have an associated load balancer.`;
};

const clusterInUse: Refusal = (resource, account) =>
  account.of("aws:ecs/service:Service").some((service) => value(service, "cluster") === resource.id)
    ? "ClusterContainsServicesException: The Cluster cannot be deleted while Services are active."
    : undefined;

const inOneVpc: Refusal = (resource, account) => {
  const named = new Set([...list(resource, "subnetIds"), ...texts(resource.inputs["networkConfiguration"])]);
  const vpcs = account
    .of(subnet)
    .filter(({ id }) => named.has(id))
    .map((at) => value(at, "vpcId"));
  return new Set(vpcs).size > 1 ? "InvalidParameterException: All subnets must be in the same VPC" : undefined;
};

/** Operations that EC2 and ECS reject. */
export const network: Readonly<Record<string, Refusals>> = {
  "aws:ec2/vpc:Vpc": { delete: [vpcInUse] },
  [subnet]: { create: [subnetRange, subnetConflict], delete: [subnetInUse] },
  [group]: { delete: [groupInUse] },
  [ingress]: { create: [duplicateRule], update: [duplicateRule] },
  [egress]: { create: [duplicateRule], update: [duplicateRule] },
  "aws:ecs/service:Service": { create: [groupsHaveBalancers, inOneVpc], update: [groupsHaveBalancers] },
  "aws:ecs/cluster:Cluster": { delete: [clusterInUse] },
};
