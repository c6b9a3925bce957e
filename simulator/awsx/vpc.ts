import type { Constructed, Registered, Registrar } from "../registration";
import type { Properties } from "../values";
import { resourceReference, unknown } from "../values";
import type { VpcArguments } from "./arguments";
import { readArguments } from "./arguments";
import type { LaidOutSubnet, SubnetSpec } from "./layout";
import { layOut, natHosts } from "./layout";

/** A subnet with its route table. */
interface RoutedSubnet {
  readonly laidOut: LaidOutSubnet;
  readonly name: string;
  readonly subnet: Registered;
  readonly routeTable: Registered;
  readonly association: Registered;
}

/** A child of the component. */
interface Child {
  /** The last part of its type: `subnet` of `aws:ec2/subnet:Subnet`. */
  readonly type: string;
  readonly name: string;
  readonly parent: Registered;
  readonly inputs: Properties;
  /** Inputs that are ids of other children. */
  readonly ids?: Readonly<Record<string, Registered>>;
  readonly dependsOn?: readonly Registered[];
}

/** Registers the children of one component, with their dependencies. */
class Children {
  constructor(
    private readonly registry: Registrar,
    private readonly component: Registered,
  ) {}

  register({ type, name, parent, inputs, ids = {}, dependsOn = [] }: Child): Registered {
    return this.registry.register({
      type: `aws:ec2/${type}:${type.charAt(0).toUpperCase()}${type.slice(1)}`,
      name,
      parent: parent.urn,
      custom: true,
      remote: false,
      inputs: { ...inputs, ...Object.fromEntries(Object.entries(ids).map(([key, child]) => [key, idOf(child)])) },
      dependencies: [...new Set([...dependsOn, ...Object.values(ids)].map(({ urn }) => urn))].sort(),
      propertyDependencies: Object.fromEntries(Object.entries(ids).map(([key, { urn }]) => [key, [urn]])),
      provider: this.component.providers["aws"] ?? "",
      providers: {},
      version: "",
      // Resources of a component have its protection.
      options: this.component.options.protect === undefined ? {} : { protect: this.component.options.protect },
    });
  }

  /** awsx looks up the IPv6 block in the VPC, so it is unknown until the VPC exists. */
  subnet(name: string, vpc: Registered, inputs: Properties): Registered {
    const preview = this.registry.pass === "preview";
    const subnet = this.register({
      type: "subnet",
      name,
      parent: vpc,
      inputs: { ...inputs, ...(preview ? { ipv6CidrBlock: unknown } : {}) },
      ids: { vpcId: vpc },
      dependsOn: [vpc],
    });
    return preview
      ? Object.assign(subnet, { propertyDependencies: { ...subnet.propertyDependencies, ipv6CidrBlock: [vpc.urn] } })
      : subnet;
  }
}

const idOf = ({ id }: Registered) => (id === "" ? unknown : id);
const everywhere = { destinationCidrBlock: "0.0.0.0/0" };
const specName = ({ spec }: LaidOutSubnet) => spec.name ?? spec.type.toLowerCase();

function subnets(children: Children, name: string, vpc: Registered, args: VpcArguments): RoutedSubnet[] {
  return layOut(args.cidrBlock, args.zoneNames.length, args.specs, args.zoneMask).map((laidOut) => {
    const own = `${name}-${specName(laidOut)}-${laidOut.zone}`;
    const tags = { ...args.tags, Name: own, SubnetType: laidOut.spec.type };
    const subnet = children.subnet(own, vpc, {
      availabilityZone: args.zoneNames[laidOut.zone - 1],
      cidrBlock: laidOut.cidrBlock,
      mapPublicIpOnLaunch: laidOut.spec.type === "Public",
      assignIpv6AddressOnCreation: false,
      tags,
    });
    const routeTable = children.register({
      type: "routeTable",
      name: own,
      parent: subnet,
      inputs: { tags },
      ids: { vpcId: vpc },
      dependsOn: [subnet, vpc],
    });
    const association = children.register({
      type: "routeTableAssociation",
      name: own,
      parent: routeTable,
      inputs: {},
      ids: { routeTableId: routeTable, subnetId: subnet },
      dependsOn: [routeTable],
    });
    return { laidOut, name: own, subnet, routeTable, association };
  });
}

function gateways(
  children: Children,
  name: string,
  all: readonly RoutedSubnet[],
  args: VpcArguments,
): { eips: Registered[]; nats: Registered[] } {
  const registered = natHosts(all, args.nat).map(({ laidOut: { zone }, subnet }) => {
    const own = `${name}-${zone}`;
    const common = { name: own, parent: subnet, inputs: { tags: { ...args.tags, Name: own } }, dependsOn: [subnet] };
    const eip = children.register({ ...common, type: "eip" });
    const nat = children.register({ ...common, type: "natGateway", ids: { subnetId: subnet, allocationId: eip } });
    return { eip, nat };
  });
  return { eips: registered.map(({ eip }) => eip), nats: registered.map(({ nat }) => nat) };
}

interface Gateways {
  readonly internetGateway: Registered;
  readonly nats: readonly Registered[];
}

function routes(
  children: Children,
  all: readonly RoutedSubnet[],
  { internetGateway, nats }: Gateways,
  strategy: VpcArguments["nat"],
): Registered[] {
  return all.flatMap(({ laidOut: { spec, zone }, name, routeTable }) => {
    const route = (key: string, gateway: Registered) =>
      children.register({
        type: "route",
        name,
        parent: routeTable,
        inputs: everywhere,
        ids: { routeTableId: routeTable, [key]: gateway },
        dependsOn: [routeTable, gateway],
      });
    if (spec.type === "Public") return [route("gatewayId", internetGateway)];
    const nat = strategy === "Single" ? nats[0] : nats[zone - 1];
    return spec.type === "Isolated" || nat === undefined ? [] : [route("natGatewayId", nat)];
  });
}

/**
 * Registers the children of `awsx.ec2.Vpc` that the real component was observed to register.
 *
 * @param inputs - the component's arguments
 * @returns the component's outputs with their dependencies
 * @throws Error with awsx's own message for invalid arguments; Error for arguments that the simulator does not support
 */
export function expandVpc(registry: Registrar, component: Registered, inputs: Properties): Constructed {
  const { name } = component;
  const args = readArguments(name, inputs, registry.region(component.providers["aws"] ?? ""));
  const children = new Children(registry, component);
  const tags = { Name: name, ...args.tags };
  const vpc = children.register({
    type: "vpc",
    name,
    parent: component,
    inputs: { cidrBlock: args.cidrBlock, ...args.passedOn, tags },
  });
  const internetGateway = children.register({
    type: "internetGateway",
    name,
    parent: vpc,
    inputs: { tags },
    ids: { vpcId: vpc },
    dependsOn: [vpc],
  });
  const all = subnets(children, name, vpc, args);
  const { eips, nats } = gateways(children, name, all, args);
  const others = {
    eips,
    natGateways: nats,
    routes: routes(children, all, { internetGateway, nats }, args.nat),
    vpcEndpoints: [],
  };
  return outputsOf({ vpc, internetGateway, all, others, specs: args.specs });
}

interface Parts {
  readonly vpc: Registered;
  readonly internetGateway: Registered;
  readonly all: readonly RoutedSubnet[];
  /** Further children, by the output that lists them. */
  readonly others: Readonly<Record<string, readonly Registered[]>>;
  readonly specs: readonly SubnetSpec[];
}

function outputsOf({ vpc, internetGateway, all, others, specs }: Parts): Constructed {
  const reference = (resource: Registered) => resourceReference(resource.urn, resource.id);
  const ofType = (type: string) => all.filter(({ laidOut }) => laidOut.spec.type === type).map(({ subnet }) => subnet);
  const lists: Record<string, readonly Registered[]> = {
    ...others,
    subnets: all.map(({ subnet }) => subnet),
    publicSubnets: ofType("Public"),
    privateSubnets: ofType("Private"),
    isolatedSubnets: ofType("Isolated"),
    routeTables: all.map(({ routeTable }) => routeTable),
    routeTableAssociations: all.map(({ association }) => association),
  };
  // A list of unknown ids is one unknown: in a first preview even its length is unknown.
  const ids = (type: string) => (ofType(type).some(({ id }) => id === "") ? unknown : ofType(type).map(({ id }) => id));
  const everyOutput = [vpc, ...all.map(({ subnet }) => subnet)].map(({ urn }) => urn);
  const outputs: Properties = {
    vpcId: idOf(vpc),
    vpc: reference(vpc),
    internetGateway: reference(internetGateway),
    publicSubnetIds: ids("Public"),
    privateSubnetIds: ids("Private"),
    isolatedSubnetIds: ids("Isolated"),
    subnetLayout: specs.map((spec) => ({
      ...spec,
      cidrBlocks: all.filter(({ laidOut }) => laidOut.spec === spec).map(({ laidOut }) => laidOut.cidrBlock),
    })),
    ...Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, list.map(reference)])),
  };
  const members = (key: string) =>
    [...(lists[key] ?? []), ...(key === "internetGateway" ? [internetGateway] : [])].map(({ urn }) => urn);
  return {
    outputs,
    outputDependencies: Object.fromEntries(
      Object.keys(outputs).map((key) => [key, [...new Set([...everyOutput, ...members(key)])]]),
    ),
  };
}
