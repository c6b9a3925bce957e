import { balancerType } from "./load-balancers";
import { isKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { labelOf } from "./label";
import { referenceKey, resolve, resourcesIn } from "./references";
import type { Reference } from "./references";
import type { Resource } from "./resource";
import { groupRulesOf } from "./security-groups";
import type { Direction, GroupRule } from "./security-groups";
import { known, read, readElements, readNumber, readString } from "./value";
import { securityGroupsOf } from "./vpcs";

/** Properties of a rule for peers other than a security group. */
const otherPeers = ["cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks", "prefixListId", "prefixListIds", "self"];
const anywhere = ["0.0.0.0/0", "::/0"];

/** TCP ports and peers that a security group rule allows. */
interface Opening {
  readonly from: number;
  readonly to: number;
  /** Keys of security groups; undefined for an undetermined group, which may be any. */
  readonly groups: readonly (string | undefined)[];
  readonly addresses: readonly string[];
}

function addressesOf(resource: Resource, at: string): readonly string[] {
  return otherPeers.flatMap((property) => {
    const value = read(resource, `${at}${property}`);
    if (value.kind === "absent") return [];
    return value.kind === "known" ? [value.value].flat().map(String) : [property];
  });
}

function groupsOf(graph: Graph, resource: Resource, at: string): readonly (string | undefined)[] {
  const inlined = known(readElements(resource, `${at}securityGroups`)) ?? [];
  return [...inlined, `${at}referencedSecurityGroupId`, `${at}sourceSecurityGroupId`]
    .map((path): Reference => resolve(graph, resource, path, "securityGroup"))
    .filter(({ kind }) => kind !== "absent")
    .map(referenceKey);
}

function opening(graph: Graph, { resource, at: block }: GroupRule): readonly Opening[] {
  const at = block === "" ? "" : `${block}.`;
  const protocol =
    known(readString(resource, `${at}ipProtocol`)) ?? known(readString(resource, `${at}protocol`)) ?? "-1";
  if (protocol !== "-1" && protocol !== "tcp") return [];
  const port = (property: string) => known(readNumber(resource, `${at}${property}`));
  return [
    {
      from: protocol === "-1" ? 0 : (port("fromPort") ?? 0),
      to: protocol === "-1" ? 65_535 : (port("toPort") ?? 65_535),
      groups: groupsOf(graph, resource, at),
      addresses: addressesOf(resource, at),
    },
  ];
}

const opened = perGraph(() => new Map<string, readonly Opening[]>());

/** Cached, because every route needs the rules of the security group of its link. */
function openingsOf(graph: Graph, group: Resource, direction: Direction): readonly Opening[] {
  const memo = opened(graph);
  const key = `${direction} ${group.urn}`;
  const found = memo.get(key) ?? groupRulesOf(graph, group, direction).flatMap((rule) => opening(graph, rule));
  memo.set(key, found);
  return found;
}

/** Whether security groups allow a connection. */
export type Access =
  | { readonly kind: "yes" }
  | { readonly kind: "no" }
  /** Only by CIDR blocks or prefix lists, which are not compared with the addresses of the peer. */
  | { readonly kind: "addresses"; readonly blocks: readonly string[] }
  | { readonly kind: "unknown"; readonly why: string };

/** Openings of a resource's security groups at a TCP port; undefined if a group is outside the stack. */
export function openingsAtPort(
  graph: Graph,
  owner: Resource,
  direction: Direction,
  port: number,
): readonly Opening[] | undefined {
  const { references, exact } = securityGroupsOf(graph, owner);
  const groups = resourcesIn(references);
  if (!exact || groups.length === 0 || groups.length < references.length) return undefined;
  return groups
    .flatMap((group) => openingsOf(graph, group, direction))
    .filter(({ from, to }) => from <= port && port <= to);
}

/**
 * Whether the security groups of a resource allow TCP connections at a port from the peer (`ingress`) or to it
 * (`egress`). An NLB without a security group allows all traffic. Other resources without one use the default group of
 * their VPC, whose rules are unknown.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
export function accessBetween(
  graph: Graph,
  owner: Resource,
  direction: Direction,
  peer: Resource,
  port: number,
): Access {
  const without = securityGroupsOf(graph, owner).references.length === 0;
  if (without && isKind(owner, "loadBalancer") && balancerType(owner) === "network") return { kind: "yes" };
  const openings = openingsAtPort(graph, owner, direction, port);
  if (openings === undefined) return { kind: "unknown", why: `the security groups of ${labelOf(owner)}` };
  const peers = new Set(securityGroupsOf(graph, peer).references.map(referenceKey));
  const named = openings.flatMap(({ groups }) => groups);
  if (named.some((group) => group === undefined || peers.has(group))) return { kind: "yes" };
  const blocks = openings.flatMap(({ addresses }) => addresses);
  if (blocks.some((block) => anywhere.includes(block))) return { kind: "yes" };
  if (blocks.length > 0) return { kind: "addresses", blocks };
  return peers.size === 0 || peers.has(undefined)
    ? { kind: "unknown", why: `the security groups of ${labelOf(peer)}` }
    : { kind: "no" };
}

/**
 * Whether the security groups of one resource allow TCP traffic from another at a port. True if this is unknown: a
 * group outside the stack, or the default group, may allow any traffic.
 */
export const admits = (graph: Graph, to: Resource, from: Resource, port: number): boolean =>
  accessBetween(graph, to, "ingress", from, port).kind !== "no";
