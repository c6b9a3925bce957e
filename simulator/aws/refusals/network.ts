import { Netmask } from "netmask";
import type { Account, Existing, Refusal, Refusals } from "../existing";
import { texts, value } from "../existing";
import { egress, ingress } from "../security";

const subnet = "aws:ec2/subnet:Subnet";
const group = "aws:ec2/securityGroup:SecurityGroup";
const natGateway = "aws:ec2/natGateway:NatGateway";
const internetGateway = "aws:ec2/internetGateway:InternetGateway";

/** Types that have network interfaces, and so use subnets and security groups. */
const interfaces = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:ecs/service:Service",
  "aws:apigatewayv2/vpcLink:VpcLink",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  natGateway,
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
    .of(subnet, group, internetGateway, "aws:ec2/vpcEndpoint:VpcEndpoint")
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

/**
 * AWS creates a NAT gateway and then finds the error, which the provider reports.
 * Sources: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html, and `waitNATGatewayCreated` in
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/wait.go
 */
const failedNatGateway = ({ id }: Existing, reason: string) =>
  `waiting for EC2 NAT Gateway (${id}) create: unexpected state 'failed', wanted target 'available'. last error: ${reason}`;

/**
 * awsx orders no NAT gateway after the internet gateway of its VPC. On AWS the internet gateway, which takes a second, is
 * attached long before the subnet and the elastic IP of the NAT gateway exist; here it is created before them.
 */
const gatewayAttached: Refusal = (resource, account) => {
  const at = account.of(subnet).find(({ id }) => id === value(resource, "subnetId"));
  if (at === undefined || value(resource, "connectivityType") === "private") return undefined;
  const vpc = value(at, "vpcId");
  return account.of(internetGateway).some((gateway) => value(gateway, "vpcId") === vpc)
    ? undefined
    : failedNatGateway(resource, `Gateway.NotAttached: Network ${vpc} has no Internet gateway attached`);
};

/** A NAT gateway that is replaced still has its elastic IP. Source: https://github.com/pulumi/pulumi-aws/issues/1483 */
const freeElasticIp: Refusal = (resource, account) => {
  const allocation = value(resource, "allocationId");
  return allocation !== "" && account.of(natGateway).some((other) => value(other, "allocationId") === allocation)
    ? failedNatGateway(resource, `Resource.AlreadyAssociated: Elastic IP address ${allocation} is already associated`)
    : undefined;
};

/**
 * A table has one route to a destination.
 * Sources: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html; message:
 * https://github.com/pulumi/pulumi-aws/issues/1372
 */
const routeOnce: Refusal = (resource, account) => {
  const [table, destination] = [value(resource, "routeTableId"), value(resource, "destinationCidrBlock")];
  return account
    .of(resource.type)
    .some((other) => value(other, "routeTableId") === table && value(other, "destinationCidrBlock") === destination)
    ? `RouteAlreadyExists: The route identified by ${destination} already exists.`
    : undefined;
};

/** Operations that EC2 rejects. */
export const network: Readonly<Record<string, Refusals>> = {
  "aws:ec2/vpc:Vpc": { delete: [vpcInUse] },
  [subnet]: { create: [subnetRange, subnetConflict], delete: [subnetInUse] },
  [group]: { delete: [groupInUse] },
  [ingress]: { create: [duplicateRule], update: [duplicateRule] },
  [egress]: { create: [duplicateRule], update: [duplicateRule] },
  "aws:ec2/route:Route": { create: [routeOnce] },
  [natGateway]: { create: [gatewayAttached, freeElasticIp] },
};
