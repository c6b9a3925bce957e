import type * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";

/** Ids of the route tables of the private subnets, zone by zone. awsx lists the public one of a zone before the private one. */
export const privateRouteTableIds = (created: awsx.ec2.Vpc) =>
  created.routeTables.apply((tables) => tables.filter((_, index) => index % 2 === 1).map(({ id }) => id));

/** Id of the route table of the private subnet of a zone. It stays known in a preview that adds another zone. */
export const privateRouteTableId = (created: awsx.ec2.Vpc, zoneIndex: number): pulumi.Output<string> =>
  idOfElement<aws.ec2.RouteTable>(created.routeTables, 2 * zoneIndex + 1);

/** Id of the public subnet of a zone. It stays known in a preview that adds another zone. */
export const publicSubnetId = (created: awsx.ec2.Vpc, zoneIndex: number): pulumi.Output<string> =>
  idOfElement<aws.ec2.Subnet>(created.publicSubnets, zoneIndex);

/**
 * Id of one resource in a list of awsx. Each output of awsx depends on all subnets of the VPC. Through `apply`, the id
 * would too, and a policy could not see at a first preview which of them it is the id of. The promise of a list, which the
 * SDK's typings lack, is undefined if the list is unknown, when `apply` never runs.
 */
function idOfElement<T extends pulumi.CustomResource>(list: pulumi.Output<T[]>, index: number): pulumi.Output<string> {
  const { promise } = list as unknown as { readonly promise: () => Promise<readonly T[] | undefined> };
  const element = promise().then((elements) => elements?.[index]);
  return pulumi.output(element).apply((found) => found?.id ?? list.apply((elements) => elementAt(elements, index).id));
}

/** @throws Error if there is none */
function elementAt<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined)
    throw new Error(`awsx.ec2.Vpc has ${list.length} of them, and number ${index + 1} is missing`);
  return found;
}
