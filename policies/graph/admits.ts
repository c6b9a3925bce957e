import type { Graph } from "./graph";
import { referenceKey, resolve, resourcesIn } from "./references";
import type { Reference } from "./references";
import type { Resource } from "./resource";
import { groupRulesOf } from "./security-groups";
import type { GroupRule } from "./security-groups";
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

function coversPeer(graph: Graph, { resource, at }: GroupRule, peers: ReadonlySet<string | undefined>): boolean {
  // Addresses are not compared: whoever admits a block is taken to have meant the peer.
  if (otherPeers.some((property) => read(resource, `${at}${property}`).kind !== "absent")) return true;
  const inlined = (known(readElements(resource, `${at}securityGroups`)) ?? []).map((path) =>
    resolve(graph, resource, path, "securityGroup"),
  );
  const named = ["referencedSecurityGroupId", "sourceSecurityGroupId"].map((property): Reference =>
    resolve(graph, resource, `${at}${property}`, "securityGroup"),
  );
  const all = [...inlined, ...named].filter(({ kind }) => kind !== "absent");
  return all.some((one) => one.kind === "undetermined" || peers.has(referenceKey(one)));
}

/**
 * Whether the security groups of one resource let TCP traffic of another in at a port. True where that is not to be
 * seen: a group outside the stack, or none, may admit anything.
 */
export function admits(graph: Graph, to: Resource, from: Resource, port: number): boolean {
  const { references, exact } = securityGroupsOf(graph, to);
  const groups = resourcesIn(references);
  if (!exact || groups.length === 0 || groups.length < references.length) return true;
  const peers = new Set(securityGroupsOf(graph, from).references.map(referenceKey));
  if (peers.size === 0 || peers.has(undefined)) return true;
  const dotted = (rule: GroupRule): GroupRule => ({ ...rule, at: rule.at === "" ? "" : `${rule.at}.` });
  return groups
    .flatMap((group) => groupRulesOf(graph, group, "ingress"))
    .map(dotted)
    .some((rule) => coversPort(rule, port) && coversPeer(graph, rule, peers));
}
