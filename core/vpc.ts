import type { Plan, VpcNode } from "./plan";

/** Zones in which a VPC has a NAT gateway; each NAT gateway uses one Elastic IP address. */
export function natGatewayZones(vpc: VpcNode): readonly string[] {
  if (vpc.kind === "existing" || vpc.nat === "none") return [];
  const zones = vpc.zones.map(({ id }) => id);
  return vpc.nat === "single" ? zones.slice(0, 1) : zones;
}

/**
 * AWS services that a new VPC without NAT reaches through interface endpoints: ECR for images, CloudWatch for logs, the
 * stores of its secrets, and the channels of ECS Exec. ECR keeps image layers in S3, which has a gateway endpoint.
 * Sources: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
export function interfaceEndpointServices(vpc: VpcNode): readonly string[] {
  if (vpc.kind === "existing" || vpc.nat !== "none") return [];
  return ["ecr.api", "ecr.dkr", "logs", ...vpc.secretStores, ...(vpc.exec ? ["ssmmessages"] : [])];
}

/** Number of interface endpoints with a network interface in a zone of a VPC. */
export const interfaceEndpointsIn = ({ endpoints }: Pick<Plan, "endpoints">, vpc: VpcNode, zone: string): number =>
  interfaceEndpointServices(vpc).length +
  endpoints.filter((endpoint) => endpoint.vpc === vpc.name && endpoint.zones.includes(zone)).length;
