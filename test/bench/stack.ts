const zones = ["use1-az1", "use1-az2"];
/** Load balancers per VPC link V2: its security group has at most 60 rules. */
const servicesPerVpc = 60;

const moreVpcs = (value: number, reason: string) =>
  Object.fromEntries(
    [
      "apigateway.vpcLinksV2",
      "ec2.elasticIps",
      "vpc.vpcsPerRegion",
      "vpc.internetGatewaysPerRegion",
      "vpc.natGatewaysPerZone",
    ].map((quota) => [quota, { value, reason }]),
  );

/**
 * Configuration of a stack with many services in five or more VPCs, each behind its own ALB. The default quotas do not
 * allow 300 services, so the configuration raises them.
 */
export function benchStack(services: number): Record<string, unknown> & { readonly quotas: object } {
  const reason = "measured size";
  const vpcCount = Math.max(5, Math.ceil(services / servicesPerVpc));
  const vpcs = Array.from({ length: vpcCount }, (_, index) => ({
    name: `v${index + 1}`,
    cidr: `10.${index}.0.0/16`,
    zones,
  }));
  return {
    option: 5,
    vpcs,
    services: Array.from({ length: services }, (_, index) => ({
      name: `s${String(index + 1).padStart(3, "0")}`,
      vpc: `v${(index % vpcCount) + 1}`,
      image: "public.ecr.aws/nginx/nginx:1.29",
      desiredCount: 1,
    })),
    quotas: {
      "elb.albsPerRegion": { value: services, reason },
      "apigateway.resourcesPerRestApi": { value: services * 2 + 1, reason },
      "iam.rolesPerAccount": { value: services * 2, reason },
      "vpc.networkInterfacesPerRegion": { value: services * 5 + 100, reason },
      "vpc.securityGroupsPerRegion": { value: services * 3 + 100, reason },
      ...(vpcCount > 5 ? moreVpcs(vpcCount, reason) : {}),
    },
  };
}
