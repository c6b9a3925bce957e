import { blockOf } from "../graph/blocks";
import { groupBy, isKind, ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey, resolve } from "../graph/references";
import type { Resource } from "../graph/resource";
import { groupKeyAt } from "../graph/security-groups";
import { known, readBoolean, readElements, readString } from "../graph/value";
import { notApplicable, violation } from "../rule";
import type { Rule } from "../rule";

const valuesAt = (rule: Resource, property: string) => known(readElements(rule, property)) ?? [property];

/** Peers of a rule; EC2 compares blocks by their addresses. */
function peersOf(graph: Graph, rule: Resource, owner: string): readonly string[] {
  const blocks = ["cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks"]
    .flatMap((property) => valuesAt(rule, property))
    .flatMap((path) => blockOf(known(readString(rule, path)) ?? "") ?? [])
    .map(({ family, first, last }) => `${family} ${first}-${last}`);
  const groups = ["referencedSecurityGroupId", "sourceSecurityGroupId"].flatMap(
    (property) => groupKeyAt(graph, rule, property) ?? [],
  );
  const lists = ["prefixListId", "prefixListIds"]
    .flatMap((property) => valuesAt(rule, property))
    .flatMap((path) => referenceKey(resolve(graph, rule, path, "prefixList", "vpcEndpoint")) ?? []);
  return [...blocks, ...groups, ...lists, ...(known(readBoolean(rule, "self")) === true ? [owner] : [])];
}

function directionOf(rule: Resource): string | undefined {
  return isKind(rule, "securityGroupRule")
    ? known(readString(rule, "type"))
    : isKind(rule, "ingressRule")
      ? "ingress"
      : "egress";
}

/** Keys of what EC2 compares, one per peer: group, direction, protocol, ports and peer. */
function keysOf(graph: Graph, rule: Resource): readonly string[] {
  const owner = groupKeyAt(graph, rule, "securityGroupId");
  const [direction, protocol] = [
    directionOf(rule),
    known(readString(rule, isKind(rule, "securityGroupRule") ? "protocol" : "ipProtocol")),
  ];
  if (owner === undefined || direction === undefined || protocol === undefined) return [];
  const name = { "6": "tcp", "17": "udp", "1": "icmp", all: "-1" }[protocol] ?? protocol;
  const ports = name === "-1" ? [] : ["fromPort", "toPort"].map((key) => known(readString(rule, key)) ?? "");
  return peersOf(graph, rule, owner).map((peer) => [direction, owner, name, ...ports, peer].join(" "));
}

/** EC2 rejects a duplicate with InvalidPermission.Duplicate. */
export const securityGroupRuleOnce: Rule = {
  id: "security-group-rule-once",
  displayName: "Security group rules are unique",
  description: "No two rules of a security group have the same direction, protocol, ports and peer.",
  severity: "high",
  enforcement: "mandatory",
  remediation: "Declare the rule once; resources that need it can depend on it.",
  url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
  tags: ["wiring", "security-group"],
  check: (graph) => {
    const rules = (["ingressRule", "egressRule", "securityGroupRule"] as const).flatMap((kind) => ofKind(graph, kind));
    if (rules.length === 0) return notApplicable("the stack has no separate security group rule");
    const keyed = rules.flatMap((rule) => keysOf(graph, rule).map((key) => ({ key, rule })));
    // The finding names the same rule in whatever order the program declares them.
    const sorted = keyed.sort((a, b) => (a.rule.urn < b.rule.urn ? -1 : a.rule.urn > b.rule.urn ? 1 : 0));
    const duplicates = [...groupBy(sorted, ({ key }) => key).values()].flatMap(([first, ...others]) =>
      others.filter(({ rule }) => rule !== first?.rule).map(({ rule }) => ({ rule, first: first?.rule.name ?? "" })),
    );
    return [...new Map(duplicates.map((duplicate) => [duplicate.rule.urn, duplicate])).values()].map(
      ({ rule, first }) => violation(rule, `${rule.name} duplicates ${first}`, `Remove ${rule.name}.`),
    );
  },
};
