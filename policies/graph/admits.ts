import { balancerType } from "./balancers";
import { isKind } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resolve, resourcesIn } from "./references";
import type { Reference } from "./references";
import type { Resource } from "./resource";
import { groupRulesOf } from "./security-groups";
import type { Direction, GroupRule } from "./security-groups";
import { known, read, readElements, readNumber, readString } from "./value";
import { securityGroupsOf } from "./vpcs";

const protocolOf = ({ resource, at }: GroupRule) =>
  known(readString(resource, `${at}ipProtocol`)) ?? known(readString(resource, `${at}protocol`)) ?? "-1";

function coversPort({ resource, at }: GroupRule, port: number): boolean {
  if (protocolOf({ resource, at }) === "-1") return true;
  const from = known(readNumber(resource, `${at}fromPort`)) ?? 0;
  const to = known(readNumber(resource, `${at}toPort`)) ?? 65_535;
  return protocolOf({ resource, at }) === "tcp" && from <= port && port <= to;
}

/** Properties by which a rule names its peer otherwise than by one security group. */
const otherPeers = ["cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks", "prefixListId", "prefixListIds", "self"];
const anywhere = ["0.0.0.0/0", "::/0"];

/** Addresses and lists that a rule names. */
function addressesOf({ resource, at }: GroupRule): readonly string[] {
  return otherPeers.flatMap((property) => {
    const value = read(resource, `${at}${property}`);
    if (value.kind === "absent") return [];
    return value.kind === "known" ? [value.value].flat().map(String) : [property];
  });
}

/** Whether connections pass, and by which addresses where no rule names a group of the peer. */
export type Passage =
  | { readonly kind: "yes" }
  | { readonly kind: "no" }
  /** Only by blocks or lists, which are not compared with the peer's addresses. */
  | { readonly kind: "addresses"; readonly blocks: readonly string[] }
  | { readonly kind: "unseen"; readonly why: string };

function namesPeer(graph: Graph, { resource, at }: GroupRule, peers: ReadonlySet<string | undefined>): boolean {
  const inlined = (known(readElements(resource, `${at}securityGroups`)) ?? []).map((path) =>
    resolve(graph, resource, path, "securityGroup"),
  );
  const named = ["referencedSecurityGroupId", "sourceSecurityGroupId"].map((property): Reference =>
    resolve(graph, resource, `${at}${property}`, "securityGroup"),
  );
  const all = [...inlined, ...named].filter(({ kind }) => kind !== "absent");
  return all.some((one) => one.kind === "undetermined" || peers.has(referenceKey(one)));
}

/** Rules of a resource's groups in one direction that cover a TCP port; undefined where a group stands outside the stack. */
export function rulesAtPort(
  graph: Graph,
  owner: Resource,
  direction: Direction,
  port: number,
): readonly GroupRule[] | undefined {
  const { references, exact } = securityGroupsOf(graph, owner);
  const groups = resourcesIn(references);
  if (!exact || groups.length === 0 || groups.length < references.length) return undefined;
  return groups
    .flatMap((group) => groupRulesOf(graph, group, direction))
    .map((rule): GroupRule => ({ ...rule, at: rule.at === "" ? "" : `${rule.at}.` }))
    .filter((rule) => coversPort(rule, port));
}

/**
 * Whether the security groups of a resource let TCP connections at a port pass: in from the peer (`ingress`), or out to
 * it (`egress`). An NLB made without a group filters nothing; what else has none gets its VPC's default group, unseen.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
export function passage(graph: Graph, owner: Resource, direction: Direction, peer: Resource, port: number): Passage {
  const without = securityGroupsOf(graph, owner).references.length === 0;
  if (without && isKind(owner, "loadBalancer") && balancerType(owner) === "network") return { kind: "yes" };
  const rules = rulesAtPort(graph, owner, direction, port);
  if (rules === undefined) return { kind: "unseen", why: `the security groups of ${owner.name}` };
  const peers = new Set(securityGroupsOf(graph, peer).references.map(referenceKey));
  if (rules.some((rule) => namesPeer(graph, rule, peers))) return { kind: "yes" };
  const blocks = rules.flatMap(addressesOf);
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
  passage(graph, to, "ingress", from, port).kind !== "no";
