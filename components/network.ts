import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import type { VpcNode } from "../core/plan";
import { createEndpoints } from "./endpoints";
import { getOrThrow } from "./get-or-throw";
import { createNatGateways } from "./nat-gateways";
import type { Protection } from "./protection";
import type { SecurityGroups } from "./security-groups";

/** Arguments of {@link Network}. */
export interface NetworkArgs {
  readonly vpc: VpcNode;
  readonly region: string;
  /** Zone names of the account by zone id; AWS maps them differently in each account. */
  readonly zoneNames: ReadonlyMap<string, string>;
  readonly securityGroups: SecurityGroups;
  readonly protection: Protection;
}

/** Ids of zones by the name that they have in the account. */
const zoneIds = (zones: readonly { readonly id: string }[], zoneNames: NetworkArgs["zoneNames"]) =>
  Object.fromEntries(zones.map(({ id }) => [getOrThrow(zoneNames, id), id]));

/** A VPC with its private subnets: created by awsx, or existing. */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Resources that tasks need in addition to the subnets: the routes to NAT gateways, or the endpoints of a VPC without. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: NetworkArgs, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:Network", name, {}, opts);
    const { vpc } = args;
    if (vpc.kind === "existing") {
      this.vpcId = pulumi.output(vpc.id);
      this.privateSubnetIds = pulumi.output(vpc.subnets.map(({ id }) => id));
      this.ready = [];
    } else {
      const created = this.createVpc(name, vpc, args);
      this.vpcId = created.vpcId;
      this.privateSubnetIds = created.privateSubnetIds;
      this.ready =
        vpc.nat === "none" ? createEndpoints(this, vpc, created, args) : createNatGateways(this, vpc, created);
    }
    this.registerOutputs({
      vpcId: this.vpcId,
      privateSubnetIds: this.privateSubnetIds,
      // Policies compare zones by id, and the subnets that awsx creates have names of zones only.
      zoneIds: vpc.kind === "existing" ? {} : zoneIds(vpc.zones, args.zoneNames),
    });
  }

  private createVpc(
    name: string,
    vpc: VpcNode & { kind: "new" },
    { zoneNames, protection }: NetworkArgs,
  ): awsx.ec2.Vpc {
    return new awsx.ec2.Vpc(
      name,
      {
        cidrBlock: vpc.cidr,
        availabilityZoneNames: vpc.zones.map(({ id }) => getOrThrow(zoneNames, id)),
        // Leaves room for further zones: a later change of the block size would replace every subnet.
        availabilityZoneCidrMask: vpc.zonePrefixLength,
        subnetStrategy: "Auto",
        subnetSpecs: [{ type: "Public" }, { type: "Private" }],
        // The NAT gateways are beside the component, which is finished only when all its resources exist.
        natGateways: { strategy: "None" },
        // Interface endpoints and Cloud Map resolve names inside the VPC.
        enableDnsHostnames: true,
        enableDnsSupport: true,
      },
      // awsx hands the protection on to everything in it: subnets, route tables, the internet gateway.
      { parent: this, ...protection },
    );
  }
}
