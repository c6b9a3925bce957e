import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { readArguments } from "./arguments";
import type { VpcArguments } from "./arguments";
import { layOut, natHosts } from "./layout";
import type { LaidOutSubnet } from "./layout";

/** A subnet with its route table. */
interface RoutedSubnet {
  readonly laidOut: LaidOutSubnet;
  readonly name: string;
  readonly subnet: aws.ec2.Subnet;
  readonly routeTable: aws.ec2.RouteTable;
  readonly association: aws.ec2.RouteTableAssociation;
}

const everywhere = "0.0.0.0/0";
const below = (...parents: readonly pulumi.Resource[]): pulumi.CustomResourceOptions => ({
  ...(parents[0] === undefined ? {} : { parent: parents[0] }),
  dependsOn: [...parents],
});

/**
 * Simulates `awsx.ec2.Vpc` for the real engine: registers the children, parents and dependencies that the real component
 * was observed to register. `vpc.ts` does the same for the in-process engine.
 */
export class Vpc extends pulumi.ComponentResource {
  readonly outputs: pulumi.Inputs;

  constructor(name: string, inputs: pulumi.Inputs, region: string, opts: pulumi.ComponentResourceOptions) {
    super("awsx:ec2:Vpc", name, {}, opts);
    const args = readArguments(name, inputs, region);
    const tags = { Name: name, ...args.tags } as Record<string, string>;
    const vpc = new aws.ec2.Vpc(name, { cidrBlock: args.cidrBlock, ...args.passedOn, tags }, { parent: this });
    const internetGateway = new aws.ec2.InternetGateway(name, { vpcId: vpc.id, tags }, below(vpc));
    const all = layOut(args.cidrBlock, args.zoneNames.length, args.specs, args.zoneMask).map((laidOut) =>
      this.subnet(name, vpc, laidOut, args),
    );
    const { eips, natGateways } = this.gateways(name, all, args);
    const routes = this.routes(all, internetGateway, natGateways, args);
    const ofType = (type: string) =>
      all.filter(({ laidOut }) => laidOut.spec.type === type).map(({ subnet }) => subnet);
    const subnets = all.map(({ subnet }) => subnet);
    // Every output depends on every subnet, but only its own value decides whether it is known: `vpcId` stays known in a
    // preview that adds a subnet. A list of ids with an unknown id is one unknown.
    const known = <T>(value: pulumi.Input<T>) =>
      pulumi.all([vpc.urn, ...subnets.map(({ urn }) => urn)]).apply(() => value);
    const ids = (type: string) => known(pulumi.all(ofType(type).map(({ id }) => id)));
    this.outputs = {
      vpcId: known(vpc.id),
      vpc: known(vpc),
      internetGateway: known(internetGateway),
      publicSubnetIds: ids("Public"),
      privateSubnetIds: ids("Private"),
      isolatedSubnetIds: ids("Isolated"),
      subnetLayout: known(
        args.specs.map((spec) => ({
          ...spec,
          cidrBlocks: all.filter(({ laidOut }) => laidOut.spec === spec).map(({ laidOut }) => laidOut.cidrBlock),
        })),
      ),
      subnets: known(subnets),
      publicSubnets: known(ofType("Public")),
      privateSubnets: known(ofType("Private")),
      isolatedSubnets: known(ofType("Isolated")),
      routeTables: known(all.map(({ routeTable }) => routeTable)),
      routeTableAssociations: known(all.map(({ association }) => association)),
      eips: known(eips),
      natGateways: known(natGateways),
      routes: known(routes),
      vpcEndpoints: known([]),
    };
    this.registerOutputs(this.outputs);
  }

  private subnet(name: string, vpc: aws.ec2.Vpc, laidOut: LaidOutSubnet, args: VpcArguments): RoutedSubnet {
    const { spec, zone, cidrBlock } = laidOut;
    const own = `${name}-${spec.name ?? spec.type.toLowerCase()}-${zone}`;
    const tags = { ...args.tags, Name: own, SubnetType: spec.type } as Record<string, string>;
    const subnet = new aws.ec2.Subnet(
      own,
      {
        vpcId: vpc.id,
        availabilityZone: args.zoneNames[zone - 1] ?? "",
        cidrBlock,
        mapPublicIpOnLaunch: spec.type === "Public",
        assignIpv6AddressOnCreation: false,
        // awsx looks this up in the VPC, so it is unknown until the VPC exists.
        ipv6CidrBlock: vpc.id.apply(() => undefined as unknown as string),
        tags,
      },
      below(vpc),
    );
    const routeTable = new aws.ec2.RouteTable(
      own,
      { vpcId: vpc.id, tags },
      { parent: subnet, dependsOn: [subnet, vpc] },
    );
    const association = new aws.ec2.RouteTableAssociation(
      own,
      { routeTableId: routeTable.id, subnetId: subnet.id },
      below(routeTable),
    );
    return { laidOut, name: own, subnet, routeTable, association };
  }

  private gateways(name: string, all: readonly RoutedSubnet[], args: VpcArguments) {
    const created = natHosts(all, args.nat).map(({ laidOut: { zone }, subnet }) => {
      const own = `${name}-${zone}`;
      const tags = { ...args.tags, Name: own } as Record<string, string>;
      const eip = new aws.ec2.Eip(own, { tags }, below(subnet));
      const nat = new aws.ec2.NatGateway(
        own,
        { subnetId: subnet.id, allocationId: eip.allocationId, tags },
        below(subnet),
      );
      return { eip, nat };
    });
    return { eips: created.map(({ eip }) => eip), natGateways: created.map(({ nat }) => nat) };
  }

  private routes(
    all: readonly RoutedSubnet[],
    internetGateway: aws.ec2.InternetGateway,
    nats: readonly aws.ec2.NatGateway[],
    args: VpcArguments,
  ): aws.ec2.Route[] {
    return all.flatMap(({ laidOut: { spec, zone }, name, routeTable }) => {
      const nat = args.nat === "Single" ? nats[0] : nats[zone - 1];
      const to = { routeTableId: routeTable.id, destinationCidrBlock: everywhere };
      const dependingOn = (target: pulumi.Resource) => ({ parent: routeTable, dependsOn: [routeTable, target] });
      if (spec.type === "Public")
        return [new aws.ec2.Route(name, { ...to, gatewayId: internetGateway.id }, dependingOn(internetGateway))];
      if (spec.type === "Isolated" || nat === undefined) return [];
      return [new aws.ec2.Route(name, { ...to, natGatewayId: nat.id }, dependingOn(nat))];
    });
  }
}
