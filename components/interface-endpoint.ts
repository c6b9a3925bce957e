import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointNode } from "../core/plan";
import { privateZones } from "../core/plan-queries";
import { aliasesOf } from "./aliases";
import { getOrThrow } from "./get-or-throw";
import type { Network } from "./network";
import type { SecurityGroups } from "./security-groups";
import type { DeployContext } from "./services";

/** Arguments of {@link InterfaceEndpoint}. */
export interface InterfaceEndpointArgs {
  readonly endpoint: EndpointNode;
  readonly network: Network;
  /** Ids of all zones of the VPC, in the order of its private subnets. */
  readonly vpcZones: readonly string[];
  readonly securityGroups: SecurityGroups;
}

/** An interface endpoint that connects to an endpoint service of another account. */
export class InterfaceEndpoint extends pulumi.ComponentResource {
  readonly endpointId: pulumi.Output<string>;
  /** Port of the provider's listener. */
  readonly port: number;
  private readonly resource: aws.ec2.VpcEndpoint;

  constructor(
    name: string,
    private readonly args: InterfaceEndpointArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("private-integrations:index:InterfaceEndpoint", name, {}, opts);
    const { endpoint, network, securityGroups } = args;
    const group = securityGroups.create({ kind: "endpoint", owner: name }, network.vpcId, this);
    this.resource = new aws.ec2.VpcEndpoint(
      name,
      {
        vpcId: network.vpcId,
        serviceName: endpoint.serviceName,
        vpcEndpointType: "Interface",
        subnetIds: endpoint.zones.map((zone) => this.subnetIn(zone)),
        securityGroupIds: [group.id],
      },
      { parent: this },
    );
    this.endpointId = this.resource.id;
    this.port = endpoint.port;
    this.registerOutputs({ endpointId: this.endpointId });
  }

  /**
   * Address of the endpoint in each of its zones, by zone. AWS chooses it when it creates the network interface there; the
   * provider reads it from the interfaces:
   * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_endpoint.go
   */
  addresses(): ReadonlyMap<string, pulumi.Output<string>> {
    const { endpoint } = this.args;
    return new Map(endpoint.zones.map((zone) => [zone, this.addressIn(zone)]));
  }

  private subnetIn(zone: string): pulumi.Output<string> {
    const { network, vpcZones } = this.args;
    return network.privateSubnetIds.apply((ids) => ids[vpcZones.indexOf(zone)] ?? "");
  }

  private addressIn(zone: string): pulumi.Output<string> {
    const { name, serviceName } = this.args.endpoint;
    return pulumi.all([this.resource.subnetConfigurations, this.subnetIn(zone)]).apply(([interfaces, subnet]) => {
      const address = interfaces.find(({ subnetId }) => subnetId === subnet)?.ipv4;
      if (address !== undefined) return address;
      // A preview of an update that adds a zone has the interfaces that exist before it.
      if (pulumi.runtime.isDryRun()) return `address of endpoint ${name} in ${zone}, which the update creates`;
      throw new pulumi.RunError(
        `endpoint ${name} has no address in ${zone} yet: let the owner of ${serviceName} accept it, then run pulumi up --refresh`,
      );
    });
  }
}

/** Creates the interface endpoints of a plan, by service. */
export const createInterfaceEndpoints = ({
  plan,
  networks,
  securityGroups,
  former,
  opts,
}: DeployContext): ReadonlyMap<string, InterfaceEndpoint> =>
  new Map(
    plan.endpoints.map((endpoint) => {
      const { name, vpc } = endpoint;
      const vpcZones = privateZones(plan, vpc).map(({ zone }) => zone);
      const args = { endpoint, network: getOrThrow(networks, vpc), vpcZones, securityGroups };
      return [name, new InterfaceEndpoint(name, args, { ...opts, ...aliasesOf(former("service", name)) })];
    }),
  );
