import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import type * as pulumi from "@pulumi/pulumi";

/** awsx.ec2.Vpc without NAT gateways, with one of the program and default routes to it in some of its tables. */
export function vpcWithOwnNat(
  routes: number,
  table: (net: awsx.ec2.Vpc, index: number) => pulumi.Output<string>,
): awsx.ec2.Vpc {
  const net = new awsx.ec2.Vpc("home", {
    cidrBlock: "10.40.0.0/16",
    availabilityZoneNames: ["us-east-1b", "us-east-1c"],
    natGateways: { strategy: "None" },
    subnetStrategy: "Auto",
    subnetSpecs: [{ type: "Public" }, { type: "Private" }],
  });
  const nat = new aws.ec2.NatGateway("home", {
    subnetId: net.publicSubnetIds.apply((ids) => ids[0] ?? ""),
    allocationId: new aws.ec2.Eip("home", { domain: "vpc" }).id,
  });
  for (let index = 0; index < routes; index += 1) {
    new aws.ec2.Route(`home-${index}`, {
      routeTableId: table(net, index),
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: nat.id,
    });
  }
  return net;
}
