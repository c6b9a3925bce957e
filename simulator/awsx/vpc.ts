import type { Constructed, Registered, Registrar } from "../registration";
import type { Properties } from "../values";
import { resourceReference, unknown } from "../values";
import type { VpcArguments } from "./arguments";
import { readArguments } from "./arguments";
import type { LaidOutSubnet } from "./layout";
import { layOut, natHosts } from "./layout";

/** A subnet with what awsx makes around it. */
interface Zoned {
  readonly laidOut: LaidOutSubnet;
  readonly name: string;
  readonly subnet: Registered;
  readonly routeTable: Registered;
  readonly association: Registered;
}

/** Children of one component: registers each with its parent, and finds out which inputs depend on what. */
class Children {
  constructor(
    private readonly registry: Registrar,
    private readonly component: Registered,
  ) {}

  /** @param from - inputs that are ids of other children */
  make(
    type: string,
    name: string,
    parent: Registered,
    inputs: Properties,
    from: Readonly<Record<string, Registered>>,
    waits: readonly Registered[],
  ): Registered {
    const ids = Object.fromEntries(Object.entries(from).map(([key, child]) => [key, idOf(child)]));
    return this.registry.register({
      type: `aws:ec2/${type}:${type.charAt(0).toUpperCase()}${type.slice(1)}`,
      name,
      parent: parent.urn,
      custom: true,
      remote: false,
      inputs: { ...inputs, ...ids },
      dependencies: [...new Set([...waits, ...Object.values(from)].map(({ urn }) => urn))].sort(),
      propertyDependencies: Object.fromEntries(Object.entries(from).map(([key, { urn }]) => [key, [urn]])),
      provider: this.component.providers["aws"] ?? "",
      providers: {},
      version: "",
      options: {},
    });
  }

  /** IPv6 is looked up in the VPC: until that exists nobody can tell that there is none. */
  subnet(name: string, vpc: Registered, inputs: Properties): Registered {
    const preview = this.registry.pass === "preview";
    const made = this.make(
      "subnet",
      name,
      vpc,
      { ...inputs, ...(preview ? { ipv6CidrBlock: unknown } : {}) },
      { vpcId: vpc },
      [vpc],
    );
    return preview
      ? Object.assign(made, { propertyDependencies: { ...made.propertyDependencies, ipv6CidrBlock: [vpc.urn] } })
      : made;
  }
}

const idOf = ({ id }: Registered) => (id === "" ? unknown : id);
const everywhere = { destinationCidrBlock: "0.0.0.0/0" };
const specName = ({ spec }: LaidOutSubnet) => spec.name ?? spec.type.toLowerCase();

function subnets(children: Children, name: string, vpc: Registered, args: VpcArguments): Zoned[] {
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
    const routeTable = children.make("routeTable", own, subnet, { tags }, { vpcId: vpc }, [subnet, vpc]);
    const association = children.make(
      "routeTableAssociation",
      own,
      routeTable,
      {},
      { routeTableId: routeTable, subnetId: subnet },
      [routeTable],
    );
    return { laidOut, name: own, subnet, routeTable, association };
  });
}

function gateways(
  children: Children,
  name: string,
  all: readonly Zoned[],
  args: VpcArguments,
): { eips: Registered[]; nats: Registered[] } {
  const made = natHosts(all, args.nat).map(({ laidOut: { zone }, subnet }) => {
    const own = `${name}-${zone}`;
    const tags = { ...args.tags, Name: own };
    const eip = children.make("eip", own, subnet, { tags }, {}, [subnet]);
    return {
      eip,
      nat: children.make("natGateway", own, subnet, { tags }, { subnetId: subnet, allocationId: eip }, [subnet]),
    };
  });
  return { eips: made.map(({ eip }) => eip), nats: made.map(({ nat }) => nat) };
}

function routes(
  children: Children,
  all: readonly Zoned[],
  internetGateway: Registered,
  nats: readonly Registered[],
  args: VpcArguments,
): Registered[] {
  return all.flatMap(({ laidOut: { spec, zone }, name, routeTable }) => {
    if (spec.type === "Public") {
      return [
        children.make("route", name, routeTable, everywhere, { routeTableId: routeTable, gatewayId: internetGateway }, [
          routeTable,
          internetGateway,
        ]),
      ];
    }
    const nat = args.nat === "Single" ? nats[0] : nats[zone - 1];
    if (spec.type === "Isolated" || nat === undefined) return [];
    return [
      children.make("route", name, routeTable, everywhere, { routeTableId: routeTable, natGatewayId: nat }, [
        routeTable,
        nat,
      ]),
    ];
  });
}

/**
 * Children, outputs and output dependencies of `awsx.ec2.Vpc`, as the real component was observed to register them.
 *
 * @param inputs - the component's arguments
 * @throws Error for wrong arguments, in awsx's words, and for what is not modelled
 */
export function expandVpc(registry: Registrar, component: Registered, inputs: Properties): Constructed {
  const { name } = component;
  const args = readArguments(name, inputs, registry.region(component.providers["aws"] ?? ""));
  const children = new Children(registry, component);
  const tags = { Name: name, ...args.tags };
  const vpc = children.make("vpc", name, component, { cidrBlock: args.cidrBlock, ...args.passedOn, tags }, {}, []);
  const internetGateway = children.make("internetGateway", name, vpc, { tags }, { vpcId: vpc }, [vpc]);
  const all = subnets(children, name, vpc, args);
  const { eips, nats } = gateways(children, name, all, args);
  const made = {
    eips,
    natGateways: nats,
    routes: routes(children, all, internetGateway, nats, args),
    vpcEndpoints: [],
  };
  return answer(vpc, internetGateway, all, made, args);
}

function answer(
  vpc: Registered,
  internetGateway: Registered,
  all: readonly Zoned[],
  made: Readonly<Record<string, readonly Registered[]>>,
  args: VpcArguments,
): Constructed {
  const reference = (resource: Registered) => resourceReference(resource.urn, resource.id);
  const ofType = (type: string) => all.filter(({ laidOut }) => laidOut.spec.type === type).map(({ subnet }) => subnet);
  const lists: Record<string, readonly Registered[]> = {
    ...made,
    subnets: all.map(({ subnet }) => subnet),
    publicSubnets: ofType("Public"),
    privateSubnets: ofType("Private"),
    isolatedSubnets: ofType("Isolated"),
    routeTables: all.map(({ routeTable }) => routeTable),
    routeTableAssociations: all.map(({ association }) => association),
  };
  // A list of unknown ids is one unknown: at a first preview not even its length can be read.
  const ids = (type: string) => (ofType(type).some(({ id }) => id === "") ? unknown : ofType(type).map(({ id }) => id));
  const everyOutput = [vpc, ...all.map(({ subnet }) => subnet)].map(({ urn }) => urn);
  const outputs: Properties = {
    vpcId: idOf(vpc),
    vpc: reference(vpc),
    internetGateway: reference(internetGateway),
    publicSubnetIds: ids("Public"),
    privateSubnetIds: ids("Private"),
    isolatedSubnetIds: ids("Isolated"),
    subnetLayout: args.specs.map((spec) => ({
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
