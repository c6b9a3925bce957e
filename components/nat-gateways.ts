import * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import type { VpcNode } from "../core/plan";
import { natGatewayZones } from "../core/vpc";
import { privateRouteTableId, publicSubnetId } from "./zone-resources";

const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";
const routeTableType = "aws:ec2/routeTable:RouteTable";

/**
 * URN of a resource that `awsx.ec2.Vpc` registered itself before the program did, so that running stacks keep theirs.
 * Only types of parents are part of a URN, not their names.
 *
 * @param inner - types between the VPC and the resource
 */
function urnInAwsx(network: pulumi.Resource, inner: readonly string[], type: string, name: string) {
  const parents = ["awsx:ec2:Vpc", vpcType, ...inner];
  const parent = parents.reduce<pulumi.Resource | pulumi.Output<string>>(
    (outer, next) => pulumi.createUrn(name, next, outer),
    network,
  );
  return pulumi.createUrn(name, type, parent);
}

/**
 * Creates the NAT gateways of a VPC with their Elastic IP addresses, and the default routes of its private subnets. awsx
 * could create them, but it answers only when all its resources exist: every load balancer would wait for the NAT gateways
 * (docs/decisions/0020-nat-gateways-beside-awsx.md). Names and arguments are those that awsx gave them.
 *
 * @param network - the parent
 * @returns what tasks need for their way to the internet: the routes, which AWS creates after the NAT gateways
 */
export function createNatGateways(
  network: pulumi.ComponentResource,
  vpc: VpcNode & { readonly kind: "new" },
  created: awsx.ec2.Vpc,
): pulumi.Resource[] {
  const inPublicSubnet = (type: string, name: string) => urnInAwsx(network, [subnetType], type, name);
  const natGateways = natGatewayZones(vpc).map((_, index) => {
    const name = `${vpc.name}-${index + 1}`;
    const tags = { Name: name };
    const address = new aws.ec2.Eip(
      name,
      { tags },
      { parent: network, aliases: [inPublicSubnet("aws:ec2/eip:Eip", name)] },
    );
    return new aws.ec2.NatGateway(
      name,
      { subnetId: publicSubnetId(created, index), allocationId: address.allocationId, tags },
      {
        parent: network,
        // AWS does not detach an internet gateway while the VPC has public addresses:
        // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachInternetGateway.html
        dependsOn: created.internetGateway,
        aliases: [inPublicSubnet("aws:ec2/natGateway:NatGateway", name)],
      },
    );
  });
  return vpc.zones.flatMap((_, index) => {
    const natGateway = vpc.nat === "single" ? natGateways[0] : natGateways[index];
    if (natGateway === undefined) return [];
    const name = `${vpc.name}-private-${index + 1}`;
    return new aws.ec2.Route(
      name,
      {
        routeTableId: privateRouteTableId(created, index),
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: natGateway.id,
      },
      { parent: network, aliases: [urnInAwsx(network, [subnetType, routeTableType], "aws:ec2/route:Route", name)] },
    );
  });
}
