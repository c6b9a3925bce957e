import * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import type * as pulumi from "@pulumi/pulumi";
import type { VpcNode } from "../core/plan";
import { endpointService } from "../core/regions";
import { interfaceEndpointServices } from "../core/vpc";
import type { SecurityGroups } from "./security-groups";
import { privateRouteTableIds } from "./zone-resources";

/**
 * Creates the VPC endpoints through which tasks reach ECR, S3 (where ECR keeps image layers), CloudWatch Logs and the
 * stores of their secrets without NAT. awsx could create them, but its names lack the VPC, so two VPCs would conflict.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 *
 * @param parent - the network component, parent of the endpoints
 */
export function createEndpoints(
  parent: pulumi.ComponentResource,
  vpc: VpcNode & { readonly kind: "new" },
  created: awsx.ec2.Vpc,
  { region, securityGroups }: { readonly region: string; readonly securityGroups: SecurityGroups },
): pulumi.Resource[] {
  const group = securityGroups.create({ kind: "endpoints", owner: vpc.name }, created.vpcId, parent);
  const interfaces = interfaceEndpointServices(vpc).map(
    (service) =>
      new aws.ec2.VpcEndpoint(
        `${vpc.name}-${service}`,
        {
          vpcId: created.vpcId,
          serviceName: endpointService(region, service),
          vpcEndpointType: "Interface",
          subnetIds: created.privateSubnetIds,
          securityGroupIds: [group.id],
          privateDnsEnabled: true,
        },
        { parent },
      ),
  );
  const s3 = new aws.ec2.VpcEndpoint(
    `${vpc.name}-s3`,
    {
      vpcId: created.vpcId,
      serviceName: endpointService(region, "s3"),
      vpcEndpointType: "Gateway",
      routeTableIds: privateRouteTableIds(created),
    },
    { parent },
  );
  securityGroups.add({ kind: "s3", vpc: vpc.name }, s3.prefixListId, parent);
  return [...interfaces, s3];
}
