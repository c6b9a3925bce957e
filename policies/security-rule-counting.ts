import type { Usage } from "./quota-rule";
import { isKind, ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import { groupRulesOf, pathIn, rulesOfOutsideGroups } from "./graph/security-groups";
import type { Direction, GroupRule } from "./graph/security-groups";
import { resolve, resourceOf } from "./graph/references";
import { known, read, readElements, readNumber, readString } from "./graph/value";

interface Families {
  readonly ipv4: number;
  readonly ipv6: number;
}

/** Paths of the values at a property: a flag counts if it is true. An unknown list has at least one value. */
function valuesAt(rule: GroupRule, property: string): readonly string[] {
  const path = pathIn(rule, property);
  const elements = readElements(rule.resource, path);
  if (elements.kind !== "known") return elements.kind === "unknown" ? [path] : [];
  return elements.value.filter((element) => {
    const value = read(rule.resource, element);
    return value.kind === "unknown" || (value.kind === "known" && value.value !== false && value.value !== "");
  });
}

/**
 * What a reference to a prefix list counts for: the maximum number of entries of a list in the stack, in its family.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html (managed prefix lists)
 */
function familiesOfList(graph: Graph, { resource }: GroupRule, path: string): Families {
  const list = resourceOf(resolve(graph, resource, path, "prefixList"));
  const entries = list === undefined ? undefined : known(readNumber(list, "maxEntries"));
  if (list === undefined || entries === undefined) return { ipv4: 1, ipv6: 1 };
  return known(readString(list, "addressFamily")) === "IPv6" ? { ipv4: 0, ipv6: entries } : { ipv4: entries, ipv6: 0 };
}

const properties = {
  separate: {
    ipv4: ["cidrIpv4"],
    ipv6: ["cidrIpv6"],
    both: ["referencedSecurityGroupId"],
    lists: ["prefixListId"],
  },
  combined: {
    ipv4: ["cidrBlocks"],
    ipv6: ["ipv6CidrBlocks"],
    both: ["securityGroups", "sourceSecurityGroupId", "self"],
    lists: ["prefixListIds"],
  },
} as const;

/**
 * What one rule counts for. AWS counts each peer as a rule, and limits the rules for IPv4 and for IPv6 separately; a
 * security group as peer counts for both.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 */
function familiesOf(graph: Graph, rule: GroupRule): Families {
  const { ipv4, ipv6, both, lists } =
    properties[isKind(rule.resource, "ingressRule", "egressRule") ? "separate" : "combined"];
  const paths = (names: readonly string[]) => names.flatMap((name) => valuesAt(rule, name));
  const shared = paths(both).length;
  const own = { ipv4: paths(ipv4).length + shared, ipv6: paths(ipv6).length + shared };
  return total([own, ...paths(lists).map((path) => familiesOfList(graph, rule, path))]);
}

const total = (families: readonly Families[]): Families => ({
  ipv4: families.reduce((sum, family) => sum + family.ipv4, 0),
  ipv6: families.reduce((sum, family) => sum + family.ipv6, 0),
});

function rulesIn(graph: Graph, rules: readonly GroupRule[]): number {
  const { ipv4, ipv6 } = total(rules.map((rule) => familiesOf(graph, rule)));
  return Math.max(ipv4, ipv6);
}

/** Rules of each security group in one direction; a group outside the stack is reported on its first rule. */
function usageIn(graph: Graph, direction: Direction): readonly Usage[] {
  const own = ofKind(graph, "securityGroup").map((at) => ({
    at,
    used: rulesIn(graph, groupRulesOf(graph, at, direction)),
    what: `${direction} rules of ${at.name}`,
  }));
  const outside = [...rulesOfOutsideGroups(graph, direction)].flatMap(([id, rules]): Usage[] => {
    const [first] = rules;
    return first === undefined
      ? []
      : [{ at: first.resource, used: rulesIn(graph, rules), what: `${direction} rules of ${id}` }];
  });
  return [...own, ...outside];
}

/** Counts separate and inline rules of every security group, for each direction. */
export const countSecurityGroupRules = (graph: Graph): readonly Usage[] => [
  ...usageIn(graph, "ingress"),
  ...usageIn(graph, "egress"),
];
