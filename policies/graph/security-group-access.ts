import { addressesOf, familyFrom, familyTo } from "./addresses";
import type { Addresses } from "./addresses";
import { coverageOf, everything } from "./blocks";
import { balancerType } from "./load-balancers";
import { isKind, perResource, resourceAt } from "./graph";
import type { Graph } from "./graph";
import { labelOf } from "./label";
import { openingsOf } from "./openings";
import type { Opening } from "./openings";
import { referenceKey, resourceOf } from "./references";
import type { Resource } from "./resource";
import { adoptedDefault, defaultGroupKey, groupKeyAt, isUnmanagedDefault } from "./security-groups";
import type { Direction } from "./security-groups";
import { known, read, readElements } from "./value";
import { securityGroupsOf, securityGroupsPath, vpcOf } from "./vpcs";

/** Whether security groups allow a connection. */
export type Access =
  | { readonly kind: "yes" }
  /** `where`: the subnets for which no rule exists, if there is one for others. */
  | { readonly kind: "no"; readonly where: readonly string[] }
  | { readonly kind: "unknown"; readonly why: string };

/** Keys of the security groups of a resource. `complete`: the stack shows all of them and their rules. */
export interface Groups {
  readonly keys: readonly string[];
  readonly complete: boolean;
}

/** Whether AWS gives a resource without security groups the default group of its VPC. */
function takesDefaultGroup(resource: Resource): boolean {
  if (isKind(resource, "loadBalancer")) return balancerType(resource) === "application";
  // Tasks without a network configuration share the interfaces of their instances.
  if (isKind(resource, "ecsService")) return read(resource, "networkConfiguration").kind === "known";
  return true;
}

/** Groups that a resource names, also the default group of a VPC by its output. */
function namedGroups(graph: Graph, resource: Resource): Groups {
  const { references, exact } = securityGroupsOf(graph, resource);
  const elements = known(readElements(resource, securityGroupsPath(resource))) ?? [];
  const only = exact || elements.length > 1 ? undefined : groupKeyAt(graph, resource, elements[0] ?? "");
  if (only !== undefined) return { keys: [only], complete: isShown(graph, only) };
  const keys = references.map(referenceKey);
  return {
    keys: exact ? keys.flatMap((key) => key ?? []) : [],
    complete: exact && keys.every((key) => key !== undefined && isShown(graph, key)),
  };
}

/** Whether the stack shows the rules of a security group. */
export const isShown = (graph: Graph, group: string) =>
  resourceAt(graph, group) !== undefined || isUnmanagedDefault(graph, group);

/**
 * Security groups of a resource. AWS uses the default group of the VPC for a resource without one, except for NLBs.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 */
export const groupsOf = perResource((graph, resource): Groups => {
  if (securityGroupsOf(graph, resource).references.length > 0) return namedGroups(graph, resource);
  if (isNlb(resource)) return { keys: [], complete: true };
  const vpc = takesDefaultGroup(resource) ? resourceOf(vpcOf(graph, resource)) : undefined;
  if (vpc === undefined) return { keys: [], complete: false };
  const key = adoptedDefault(graph, vpc)?.urn ?? defaultGroupKey(vpc);
  return { keys: [key], complete: isShown(graph, key) };
});

const isNlb = (resource: Resource) => isKind(resource, "loadBalancer") && balancerType(resource) === "network";

/** Whether a resource is an NLB without a security group, which allows all traffic and matches no group. */
export const isNlbWithoutGroup = (resource: Resource): boolean =>
  isNlb(resource) && ["absent", "known"].includes(read(resource, "securityGroups").kind) && named(resource) === 0;

const named = (resource: Resource) => (known(readElements(resource, "securityGroups")) ?? []).length;

/** TCP openings of a resource at a port. `complete`: there are no other ones. */
export interface Openings {
  readonly openings: readonly Opening[];
  readonly complete: boolean;
}

/** TCP openings of the security groups of a resource at a port. */
export function openingsAtPort(graph: Graph, owner: Resource, direction: Direction, port: number): Openings {
  const { keys, complete } = groupsOf(graph, owner);
  const all = keys.flatMap((key) => openingsOf(graph, key, direction));
  return { openings: all.filter(({ from, to }) => from <= port && port <= to), complete };
}

/** Whether blocks contain addresses. A range in which every resource has an address must be inside as a whole. */
function admitted(addresses: Addresses, openings: readonly Opening[], family: 4 | 6): Access {
  const blocks = openings.flatMap((opening) => opening.blocks).filter((block) => block.family === family);
  if (blocks.length === 0) return { kind: "no", where: [] };
  if (coversAll(family, openings)) return { kind: "yes" };
  if (addresses.kind === "unknown") return addresses;
  const ranges = addresses.ranges.map((range) => ({ ...range, coverage: coverageOf(range.block, blocks) }));
  if (ranges.every(({ coverage }) => coverage === "all")) return { kind: "yes" };
  if (ranges.every(({ coverage }) => coverage === "none")) return { kind: "no", where: [] };
  const refused = ranges.filter(({ coverage, holds }) => coverage === "none" && holds === "each");
  if (refused.length > 0) return { kind: "no", where: refused.map(({ name }) => name) };
  const partly = ranges.filter(({ coverage }) => coverage !== "all").map(({ name }) => name);
  return {
    kind: "unknown",
    why: `the addresses in ${partly.join(", ")}, which the security group rules allow in part`,
  };
}

const coversAll = (family: 4 | 6, openings: readonly Opening[]) =>
  coverageOf(
    everything(family),
    openings.flatMap(({ blocks }) => blocks),
  ) === "all";

/**
 * Whether the security groups of a resource allow TCP connections at a port from the peer (`ingress`) or to it
 * (`egress`), by the groups of the peer or by its addresses. An NLB without a security group allows all traffic.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 *
 * @param seen - the resource whose addresses the owner sees, if these are not those of the peer
 */
export function accessBetween(
  graph: Graph,
  owner: Resource,
  direction: Direction,
  peer: Resource,
  port: number,
  seen: Resource = peer,
): Access {
  if (isNlbWithoutGroup(owner)) return { kind: "yes" };
  const found = openingsAtPort(graph, owner, direction, port);
  const peers = groupsOf(graph, peer);
  if (found.openings.some(({ groups }) => groups.some((group) => peers.keys.includes(group)))) return { kind: "yes" };
  const [called, caller] = direction === "egress" ? [peer, owner] : [owner, peer];
  const family = familyTo(graph, called) ?? familyFrom(graph, caller, called);
  const byAddress = admitted(addressesOf(graph, seen, family ?? 4), found.openings, family ?? 4);
  if (byAddress.kind === "yes" && (family !== undefined || coversAll(6, found.openings))) return byAddress;
  const why = missing(graph, owner, peer, found) ?? (family === undefined ? missingFamily(called, found) : undefined);
  return why === undefined ? byAddress : { kind: "unknown", why };
}

const missingFamily = (called: Resource, { openings }: Openings) =>
  openings.some(({ blocks }) => blocks.length > 0) ? `the IP version of connections to ${labelOf(called)}` : undefined;

/**
 * Whether the ingress rules of security groups allow TCP connections at some port of a range from a resource, whatever
 * has the groups.
 *
 * @param groups - keys of groups of which the stack shows the rules
 */
export function admittedByGroups(
  graph: Graph,
  groups: readonly string[],
  caller: Resource,
  ports: Pick<Opening, "from" | "to">,
): Access {
  const all = groups.flatMap((group) => openingsOf(graph, group, "ingress"));
  const openings = all.filter(({ from, to }) => from <= ports.to && ports.from <= to);
  const callers = groupsOf(graph, caller);
  if (openings.some(({ groups }) => groups.some((key) => callers.keys.includes(key)))) return { kind: "yes" };
  const byAddress = admitted(addressesOf(graph, caller, 4), openings, 4);
  if (byAddress.kind === "yes") return byAddress;
  const [unread] = openings.flatMap((opening) => opening.unread);
  if (unread !== undefined) return { kind: "unknown", why: unread };
  return callers.complete ? byAddress : { kind: "unknown", why: `the security groups of ${labelOf(caller)}` };
}

/** The value without which the rules and groups do not decide; undefined if they are complete. */
function missing(graph: Graph, owner: Resource, peer: Resource, { openings, complete }: Openings): string | undefined {
  if (!complete) return `the security groups of ${labelOf(owner)}`;
  const [unread] = openings.flatMap((opening) => opening.unread);
  if (unread !== undefined) return unread;
  const named = openings.some(({ groups }) => groups.length > 0);
  return named && !groupsOf(graph, peer).complete && mayMatch(graph, peer)
    ? `the security groups of ${labelOf(peer)}`
    : undefined;
}

/** Whether a security group of a resource is undetermined. Known ids outside the stack are compared. */
function mayMatch(graph: Graph, peer: Resource): boolean {
  const { references, exact } = securityGroupsOf(graph, peer);
  return !exact || references.length === 0 || references.some((reference) => referenceKey(reference) === undefined);
}

/**
 * Whether the security groups of one resource allow TCP traffic from another at a port. True if this is unknown: a
 * group outside the stack may allow any traffic.
 */
export const admits = (graph: Graph, to: Resource, from: Resource, port: number): boolean =>
  accessBetween(graph, to, "ingress", from, port).kind !== "no";
