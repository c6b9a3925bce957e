import type { Quota } from "../quota";
import { account, topology } from "../quota";

const docs = "https://docs.aws.amazon.com";
const vpc = `${docs}/vpc/latest/userguide/amazon-vpc-limits.html`;
const vpcEndpointsAndQuotas = `${docs}/general/latest/gr/vpc-service.html`;
const privateLink = `${docs}/vpc/latest/privatelink/vpc-limits-endpoints.html`;

/** Quotas of VPCs and their addresses. */
export const networkQuotas = {
  "vpc.securityGroupsPerInterface": topology(
    "Security groups per network interface",
    "vpc/L-2AFB9258",
    5,
    "adjustable",
    vpc,
  ),
  "vpc.rulesPerSecurityGroup": topology(
    "Inbound or outbound rules per security group",
    "vpc/L-0EA8095F",
    60,
    "adjustable",
    vpc,
  ),
  "vpc.securityGroupsPerRegion": topology(
    "VPC security groups per Region",
    "vpc/L-E79EC296",
    2500,
    "adjustable",
    vpcEndpointsAndQuotas,
  ),
  "vpc.networkInterfacesPerRegion": topology(
    "Network interfaces per Region",
    "vpc/L-DF5E4CA3",
    5000,
    "adjustable",
    vpcEndpointsAndQuotas,
  ),
  "vpc.networkAddressUsage": topology("Network Address Usage", "vpc/L-BB24F6E5", 64_000, "adjustable", vpc),
  "vpc.subnetsPerVpc": topology("Subnets per VPC", "vpc/L-407747CB", 200, "adjustable", vpc),
  "vpc.interfaceEndpointsPerVpc": topology(
    "Interface VPC endpoints per VPC",
    "vpc/L-29B6F2EB",
    50,
    "adjustable",
    privateLink,
  ),
  "vpc.gatewayEndpointsPerRegion": account(
    "Gateway VPC endpoints per Region",
    "vpc/L-1B52E74A",
    20,
    "adjustable",
    privateLink,
  ),
  "vpc.vpcsPerRegion": account("VPCs per Region", "vpc/L-F678F1CE", 5, "adjustable", vpc),
  "vpc.internetGatewaysPerRegion": account("Internet gateways per Region", "vpc/L-A4707A72", 5, "adjustable", vpc),
  "vpc.natGatewaysPerZone": account("NAT gateways per Availability Zone", "vpc/L-FE5A380F", 5, "adjustable", vpc),
  "ec2.elasticIps": account("EC2-VPC Elastic IPs", "ec2/L-0263D0A3", 5, "adjustable", vpc),
} as const satisfies Record<string, Quota>;
