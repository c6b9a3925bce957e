import type * as awsx from "@pulumi/awsx";
import type * as pulumi from "@pulumi/pulumi";

/** Ids of the route tables of the private subnets, zone by zone. awsx lists the public one of a zone before the private one. */
export const privateRouteTableIds = (created: awsx.ec2.Vpc) =>
  created.routeTables.apply((tables) => tables.filter((_, index) => index % 2 === 1).map(({ id }) => id));

/** Id of the route table of the private subnet of a zone. It stays known in a preview that adds another zone. */
export const privateRouteTableId = (created: awsx.ec2.Vpc, zoneIndex: number): pulumi.Output<string> =>
  created.routeTables.apply((tables) => elementAt(tables, 2 * zoneIndex + 1).id);

/** Id of the public subnet of a zone. It stays known in a preview that adds another zone. */
export const publicSubnetId = (created: awsx.ec2.Vpc, zoneIndex: number): pulumi.Output<string> =>
  created.publicSubnets.apply((subnets) => elementAt(subnets, zoneIndex).id);

/** @throws Error if there is none */
function elementAt<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined)
    throw new Error(`awsx.ec2.Vpc has ${list.length} of them, and number ${index + 1} is missing`);
  return found;
}
