import { blockOf, coverageOf, everything } from "./blocks";
import type { Block } from "./blocks";
import { groupBy, ofKind, perGraph, resourceAt } from "./graph";
import type { Graph } from "./graph";
import { portsAt, valuesAt } from "./openings";
import { prefixListEntries } from "./prefix-lists";
import { referenceKey, resolve, resourceOf } from "./references";
import type { Resource } from "./resource";
import { groupsOf } from "./security-group-access";
import { groupKeyAt, groupRulesOf, pathIn, separateRulesOf } from "./security-groups";
import type { GroupRule } from "./security-groups";
import { known, readString } from "./value";
import { securityGroupsOf } from "./vpcs";

/** What an egress rule names. `blocks` of a prefix list are undefined if the stack does not show its entries. */
export type Peer =
  | { readonly kind: "group"; readonly key: string; readonly name: string }
  | { readonly kind: "unknown group"; readonly name: string }
  | { readonly kind: "addresses"; readonly name: string; readonly blocks: readonly Block[] | undefined };

/** A destination that the egress rules of an ECS service name, and TCP ports there. */
export interface Destination {
  readonly from: number;
  readonly to: number;
  readonly peer: Peer;
}

const interfaces = ["ecsService", "loadBalancer", "vpcLinkV2", "vpcEndpoint"] as const;

const usersByGroup = perGraph((graph) => {
  const edges = interfaces
    .flatMap((kind) => ofKind(graph, kind))
    .flatMap((user) => securityGroupsOf(graph, user).references.map((reference) => ({ user, reference })));
  return groupBy(edges, ({ reference }) => referenceKey(reference));
});

/** Resources of the stack with interfaces that have a security group, by its key. */
export const usersOfGroup = (graph: Graph, key: string): readonly Resource[] =>
  (usersByGroup(graph).get(key) ?? []).map(({ user }) => user);

function groupPeers(graph: Graph, rule: GroupRule): readonly Peer[] {
  const properties = ["securityGroups", "referencedSecurityGroupId", "sourceSecurityGroupId"];
  const paths = properties.flatMap((property) => valuesAt(rule.resource, pathIn(rule, property)));
  return paths.map((path): Peer => {
    const key = groupKeyAt(graph, rule.resource, path);
    if (key === undefined) return { kind: "unknown group", name: `the security group of ${rule.resource.name}` };
    return { kind: "group", key, name: resourceAt(graph, key)?.name ?? key };
  });
}

/**
 * Link-local addresses of AWS: metadata, credentials, DNS and time, which security groups do not filter.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html#security-group-basics
 */
const linkLocal = ["169.254.0.0/16", "fd00:ec2::/32"].flatMap((block) => blockOf(block) ?? []);

/** A rule to all addresses names no destination. */
const isNamed = (block: Block) =>
  coverageOf(everything(block.family), [block]) !== "all" && coverageOf(block, linkLocal) !== "all";

function blockPeers(rule: GroupRule): readonly Peer[] {
  const properties = ["cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks"];
  const paths = properties.flatMap((property) => valuesAt(rule.resource, pathIn(rule, property)));
  return paths.flatMap((path): readonly Peer[] => {
    const name = known(readString(rule.resource, path));
    const block = blockOf(name ?? "");
    return name === undefined || block === undefined || !isNamed(block)
      ? []
      : [{ kind: "addresses", name, blocks: [block] }];
  });
}

/** Prefix lists, without those of gateway endpoints, through which tasks reach AWS services. */
function listPeers(graph: Graph, rule: GroupRule): readonly Peer[] {
  const paths = ["prefixListId", "prefixListIds"].flatMap((property) =>
    valuesAt(rule.resource, pathIn(rule, property)),
  );
  return paths.flatMap((path): readonly Peer[] => {
    const entries = prefixListEntries(graph, rule.resource, path);
    if (entries.kind === "service") return [];
    const list = resourceOf(resolve(graph, rule.resource, path, "prefixList"));
    const name = list?.name ?? known(readString(rule.resource, path)) ?? `the prefix list of ${rule.resource.name}`;
    return [{ kind: "addresses", name, blocks: entries.kind === "known" ? entries.blocks : undefined }];
  });
}

/** Endpoints of AWS services are no destinations of their own: tasks reach them to start. */
const isEndpoint = (graph: Graph, peer: Peer) =>
  peer.kind === "group" && usersOfGroup(graph, peer.key).some(({ type }) => type.endsWith(":VpcEndpoint"));

function destinationsIn(graph: Graph, rule: GroupRule): readonly Destination[] {
  const ports = portsAt(rule);
  if (ports === "none" || ports === "unknown") return [];
  const peers = [...groupPeers(graph, rule), ...blockPeers(rule), ...listPeers(graph, rule)];
  return peers.filter((peer) => !isEndpoint(graph, peer)).map((peer) => ({ ...ports, peer }));
}

/** Destinations that the egress rules of an ECS service name: security groups, blocks and prefix lists. */
export function destinationsOf(graph: Graph, service: Resource): readonly Destination[] {
  return groupsOf(graph, service).keys.flatMap((key) => {
    const group = resourceAt(graph, key);
    const rules =
      group === undefined
        ? separateRulesOf(graph, key, "egress").map((resource) => ({ resource, at: "" }))
        : groupRulesOf(graph, group, "egress");
    return rules.flatMap((rule) => destinationsIn(graph, rule));
  });
}
