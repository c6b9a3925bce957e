import { balancerType } from "./load-balancers";
import { isKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resolve, resourcesIn } from "./references";
import type { Reference } from "./references";
import type { Resource } from "./resource";
import { groupRulesOf } from "./security-groups";
import type { Direction, GroupRule } from "./security-groups";
import { known, read, readElements, readNumber, readString } from "./value";
import { securityGroupsOf } from "./vpcs";

/** Properties by which a rule names its peer otherwise than by one security group. */
const otherPeers = ["cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks", "prefixListId", "prefixListIds", "self"];
const anywhere = ["0.0.0.0/0", "::/0"];

/** What a rule lets pass: TCP ports, and peers by group or by address. */
interface Opening {
  readonly from: number;
  readonly to: number;
  /** Keys of security groups; undefined stands for one that is not determined, and so may be any. */
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

/** Every route asks for the rules of its link's group, so they are read once. */
function openingsOf(graph: Graph, group: Resource, direction: Direction): readonly Opening[] {
  const memo = opened(graph);
  const key = `${direction} ${group.urn}`;
  const found = memo.get(key) ?? groupRulesOf(graph, group, direction).flatMap((rule) => opening(graph, rule));
  memo.set(key, found);
  return found;
}

/** Whether connections pass, and by which addresses where no rule names a group of the peer. */
export type Access =
  | { readonly kind: "yes" }
  | { readonly kind: "no" }
  /** Only by blocks or lists, which are not compared with the peer's addresses. */
  | { readonly kind: "addresses"; readonly blocks: readonly string[] }
  | { readonly kind: "unseen"; readonly why: string };

/** What a resource's groups open in one direction at a TCP port; undefined where a group stands outside the stack. */
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
 * Whether the security groups of a resource let TCP connections at a port pass: in from the peer (`ingress`), or out to
 * it (`egress`). An NLB made without a group filters nothing; what else has none gets its VPC's default group, unseen.
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
  if (openings === undefined) return { kind: "unseen", why: `the security groups of ${owner.name}` };
  const peers = new Set(securityGroupsOf(graph, peer).references.map(referenceKey));
  const named = openings.flatMap(({ groups }) => groups);
  if (named.some((group) => group === undefined || peers.has(group))) return { kind: "yes" };
  const blocks = openings.flatMap(({ addresses }) => addresses);
  if (blocks.some((block) => anywhere.includes(block))) return { kind: "yes" };
  if (blocks.length > 0) return { kind: "addresses", blocks };
  return peers.size === 0 || peers.has(undefined)
    ? { kind: "unseen", why: `the security groups of ${peer.name}` }
    : { kind: "no" };
}

/**
 * Whether the security groups of one resource let TCP traffic of another in at a port. True where that is not to be
 * seen: a group outside the stack, or none, may admit anything.
 */
export const admits = (graph: Graph, to: Resource, from: Resource, port: number): boolean =>
  accessBetween(graph, to, "ingress", from, port).kind !== "no";
