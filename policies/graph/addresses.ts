import { defaultIpAddressType } from "./aws-defaults";
import { blockOf } from "./blocks";
import type { Block } from "./blocks";
import { targetGroupsOf } from "./forwarding";
import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { labelOf } from "./label";
import { referenceKey, resolve, resourceOf, resourcesIn } from "./references";
import type { Resource } from "./resource";
import { known, readBoolean, readElements, readString } from "./value";
import { subnetsOf, vpcOf } from "./vpcs";

/** Addresses of a resource in one subnet, or somewhere in a VPC. */
interface Range {
  readonly block: Block;
  /** `each`: the resource has an address in the range. `some`: it may have one there. */
  readonly holds: "each" | "some";
  /** Name of the subnet or VPC. */
  readonly name: string;
}

/** Where a resource has addresses; `why` names the value that is missing. */
export type Addresses =
  { readonly kind: "known"; readonly ranges: readonly Range[] } | { readonly kind: "unknown"; readonly why: string };

const vpcBlocks = perGraph((graph) =>
  groupBy(ofKind(graph, "vpcBlock"), (block) => referenceKey(resolve(graph, block, "vpcId", "vpc"))),
);

/** The IPv4 blocks of a VPC in the stack, also the ones that are associated later; undefined if one is unknown. */
export function blocksOfVpc(graph: Graph, vpc: Resource): readonly Block[] | undefined {
  const owners = [vpc, ...(vpcBlocks(graph).get(vpc.urn) ?? [])];
  const blocks = owners.map((owner) => blockOf(known(readString(owner, "cidrBlock")) ?? ""));
  return blocks.includes(undefined) ? undefined : blocks.flatMap((block) => block ?? []);
}

const familyProperty = { 4: "cidrBlock", 6: "ipv6CidrBlock" } as const;

const blockOfSubnet = (subnet: Resource, family: 4 | 6) =>
  blockOf(known(readString(subnet, familyProperty[family])) ?? "");

/** Private addresses that the program gives the nodes of an NLB. */
function fixedAddresses(resource: Resource): readonly Range[] {
  const mappings = isKind(resource, "loadBalancer") ? (known(readElements(resource, "subnetMappings")) ?? []) : [];
  const addresses = mappings.map((at) => known(readString(resource, `${at}.privateIpv4Address`)));
  const ranges = addresses.flatMap((address): Range[] => {
    const block = blockOf(address ?? "");
    return block === undefined || address === undefined ? [] : [{ block, holds: "each", name: address }];
  });
  return ranges.length === mappings.length ? ranges : [];
}

function findAddresses(graph: Graph, resource: Resource, family: 4 | 6): Addresses {
  const fixed = family === 4 ? fixedAddresses(resource) : [];
  if (fixed.length > 0) return { kind: "known", ranges: fixed };
  const { references, exact } = subnetsOf(graph, resource);
  const subnets = resourcesIn(references).map((subnet) => ({ subnet, block: blockOfSubnet(subnet, family) }));
  const ranges = subnets.flatMap(({ subnet, block }): Range[] =>
    block === undefined ? [] : [{ block, holds: exact ? "each" : "some", name: subnet.name }],
  );
  if (ranges.length === references.length && ranges.length > 0) return { kind: "known", ranges };
  const why = `the CIDR blocks of the subnets of ${labelOf(resource)}`;
  const vpc = resourceOf(vpcOf(graph, resource));
  // Without the blocks of the subnets, those of the VPC still contain every address.
  const within = vpc === undefined || family === 6 ? undefined : blocksOfVpc(graph, vpc);
  if (vpc === undefined || within === undefined) return { kind: "unknown", why };
  return {
    kind: "known",
    ranges: [...ranges, ...within.map((block): Range => ({ block, holds: "some", name: vpc.name }))],
  };
}

const found = perGraph(() => new Map<string, Addresses>());

/** Addresses of the interfaces of a load balancer, V2 link, ECS service or VPC endpoint. */
export function addressesOf(graph: Graph, resource: Resource, family: 4 | 6): Addresses {
  const memo = found(graph);
  const key = `${family} ${resource.urn}`;
  const addresses = memo.get(key) ?? findAddresses(graph, resource, family);
  memo.set(key, addresses);
  return addresses;
}

const addressType = (resource: Resource) => {
  const type = readString(resource, "ipAddressType");
  return type.kind === "absent" ? defaultIpAddressType : known(type);
};

/**
 * IP version of the connections to a resource; undefined if the stack does not decide it, such as for a load balancer
 * with both. Targets are called by the version of their target group.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-group-ip-address-type
 */
export function familyTo(graph: Graph, called: Resource): 4 | 6 | undefined {
  const groups = isKind(called, "ecsService") ? resourcesIn(targetGroupsOf(graph, called).references) : [];
  const typed = groups.length > 0 ? groups : [called];
  const types = new Set(typed.map(addressType));
  if (types.size === 1 && types.has("ipv4")) return 4;
  const subnets = resourcesIn(subnetsOf(graph, called).references);
  const native = subnets.length > 0 && subnets.every((subnet) => known(readBoolean(subnet, "ipv6Native")) === true);
  return native || (types.size === 1 && types.has("ipv6")) ? 6 : undefined;
}

const ipv6Properties = ["ipv6CidrBlock", "ipv6IpamPoolId", "ipv6NetmaskLength", "ipv6Native"];

/** Whether a subnet has only IPv4 addresses. The provider returns an empty text or false for what is not set. */
const isIpv4Only = (subnet: Resource): boolean =>
  !subnet.type.endsWith("DefaultSubnet") &&
  ipv6Properties.every((property) => {
    const value = readString(subnet, property);
    return value.kind === "absent" || (value.kind === "known" && ["", "false"].includes(value.value));
  });

function hasOnlyIpv4(graph: Graph, resource: Resource): boolean {
  const { references, exact } = subnetsOf(graph, resource);
  const subnets = resourcesIn(references);
  return exact && subnets.length > 0 && subnets.length === references.length && subnets.every(isIpv4Only);
}

/**
 * IP version of the connections from subnets with IPv4 only to a resource with both versions; undefined otherwise. AWS
 * rejects a load balancer with both versions in such subnets.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-subnets.html
 */
export const familyFrom = (graph: Graph, caller: Resource, called: Resource): 4 | undefined =>
  hasOnlyIpv4(graph, caller) && !hasOnlyIpv4(graph, called) ? 4 : undefined;
