import * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import type * as pulumi from "@pulumi/pulumi";
import type { VpcNode } from "../core/plan";
import { interfaceEndpointServices } from "../core/vpc";
import type { SecurityGroups } from "./security-groups";

/**
 * VPC endpoints by which tasks reach ECR, S3 (where ECR keeps image layers), CloudWatch Logs and the stores of their
 * secrets without NAT. Made here rather than by awsx, which names them without the VPC's name, so that two VPCs collide.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 *
 * @param parent - the network component, which owns them
 * @returns the endpoints
 */
export function createEndpoints(
  parent: pulumi.ComponentResource,
  vpc: VpcNode & { readonly kind: "new" },
  made: awsx.ec2.Vpc,
  { region, securityGroups }: { readonly region: string; readonly securityGroups: SecurityGroups },
): pulumi.Resource[] {
  const group = securityGroups.create({ kind: "endpoints", owner: vpc.name }, made.vpcId, parent);
  const interfaces = interfaceEndpointServices(vpc).map(
    (service) =>
      new aws.ec2.VpcEndpoint(
        `${vpc.name}-${service}`,
        {
          vpcId: made.vpcId,
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Interface",
          subnetIds: made.privateSubnetIds,
          securityGroupIds: [group.id],
          privateDnsEnabled: true,
        },
        { parent },
      ),
  );
  // awsx lists the route tables zone by zone, the public one before the private one.
  const privateRouteTableIds = made.routeTables.apply((tables) =>
    tables.filter((_, index) => index % 2 === 1).map(({ id }) => id),
  );
  const s3 = new aws.ec2.VpcEndpoint(
    `${vpc.name}-s3`,
    {
      vpcId: made.vpcId,
      serviceName: `com.amazonaws.${region}.s3`,
      vpcEndpointType: "Gateway",
      routeTableIds: privateRouteTableIds,
    },
    { parent },
  );
  securityGroups.add({ kind: "s3", vpc: vpc.name }, s3.prefixListId, parent);
  return [...interfaces, s3];
}
