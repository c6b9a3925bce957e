import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import type { VpcNode } from "../core/plan";
import { createEndpoints } from "./endpoints";
import type { SecurityGroups } from "./security-groups";

/** Arguments of {@link Network}. */
export interface NetworkArgs {
  readonly vpc: VpcNode;
  readonly region: string;
  /** Names of the account's zones by id; AWS maps them differently in each account. */
  readonly zoneNames: ReadonlyMap<string, string>;
  readonly securityGroups: SecurityGroups;
}

const natStrategy = { single: "Single", perZone: "OnePerAz", none: "None" } as const;

/** A VPC with its private subnets: made by awsx, or one that exists. */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** What a first task needs of the VPC beside its subnets: the endpoints of a VPC without NAT. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: NetworkArgs, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:Network", name, {}, opts);
    const { vpc } = args;
    if (vpc.kind === "existing") {
      this.vpcId = pulumi.output(vpc.id);
      this.privateSubnetIds = pulumi.output(vpc.subnets.map(({ id }) => id));
      this.ready = [];
    } else {
      const made = this.createVpc(name, vpc, args.zoneNames);
      this.vpcId = made.vpcId;
      this.privateSubnetIds = made.privateSubnetIds;
      this.ready = vpc.nat === "none" ? createEndpoints(this, vpc, made, args) : [];
    }
    this.registerOutputs({ vpcId: this.vpcId, privateSubnetIds: this.privateSubnetIds });
  }

  private createVpc(
    name: string,
    vpc: VpcNode & { kind: "new" },
    zoneNames: ReadonlyMap<string, string>,
  ): awsx.ec2.Vpc {
    return new awsx.ec2.Vpc(
      name,
      {
        cidrBlock: vpc.cidr,
        availabilityZoneNames: vpc.zones.map(({ id }) => zoneName(name, id, zoneNames)),
        // Room for further zones: the size of a zone's block can never change without replacing every subnet.
        availabilityZoneCidrMask: vpc.zonePrefixLength,
        subnetStrategy: "Auto",
        subnetSpecs: [{ type: "Public" }, { type: "Private" }],
        natGateways: { strategy: natStrategy[vpc.nat] },
        // Private endpoints and Cloud Map resolve names inside the VPC.
        enableDnsHostnames: true,
        enableDnsSupport: true,
      },
      { parent: this },
    );
  }
}

function zoneName(vpc: string, id: string, zoneNames: ReadonlyMap<string, string>): string {
  const name = zoneNames.get(id);
  if (name !== undefined) return name;
  throw new pulumi.RunError(
    `vpcs (${vpc}).zones: the account has no zone ${id}; it has ${[...zoneNames.keys()].join(", ")}`,
  );
}
