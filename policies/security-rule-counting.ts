import type { Usage } from "./quota-rule";
import { isKind, ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import { groupRulesOf, rulesOfOutsideGroups } from "./graph/security-groups";
import type { Direction, GroupRule } from "./graph/security-groups";
import { read, readElements } from "./graph/value";

interface Families {
  readonly ipv4: number;
  readonly ipv6: number;
}

/** Number of values at a path: an unknown list has at least one, and a flag counts if it is true. */
function valuesAt({ resource, at }: GroupRule, property: string): number {
  const path = at === "" ? property : `${at}.${property}`;
  const elements = readElements(resource, path);
  if (elements.kind !== "known") return elements.kind === "unknown" ? 1 : 0;
  return elements.value.filter((element) => {
    const value = read(resource, element);
    return value.kind === "unknown" || (value.kind === "known" && value.value !== false && value.value !== "");
  }).length;
}

const properties = {
  separate: {
    ipv4: ["cidrIpv4"],
    ipv6: ["cidrIpv6"],
    both: ["referencedSecurityGroupId", "prefixListId"],
  },
  combined: {
    ipv4: ["cidrBlocks"],
    ipv6: ["ipv6CidrBlocks"],
    both: ["securityGroups", "sourceSecurityGroupId", "prefixListIds", "self"],
  },
} as const;

/**
 * What one rule counts for. AWS counts each peer as a rule, and limits the rules for IPv4 and for IPv6 separately; a
 * security group or a prefix list as peer counts for both.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 */
function familiesOf(rule: GroupRule): Families {
  const { ipv4, ipv6, both } = properties[isKind(rule.resource, "ingressRule", "egressRule") ? "separate" : "combined"];
  const count = (names: readonly string[]) => names.reduce((sum, name) => sum + valuesAt(rule, name), 0);
  const shared = count(both);
  return { ipv4: count(ipv4) + shared, ipv6: count(ipv6) + shared };
}

function rulesIn(rules: readonly GroupRule[]): number {
  const families = rules.map(familiesOf);
  const ipv4 = families.reduce((sum, family) => sum + family.ipv4, 0);
  const ipv6 = families.reduce((sum, family) => sum + family.ipv6, 0);
  return Math.max(ipv4, ipv6);
}

/** Rules of each security group in one direction; a group outside the stack is reported on its first rule. */
function usageIn(graph: Graph, direction: Direction): readonly Usage[] {
  const own = ofKind(graph, "securityGroup").map((at) => ({
    at,
    used: rulesIn(groupRulesOf(graph, at, direction)),
    what: `${direction} rules of ${at.name}`,
  }));
  const outside = [...rulesOfOutsideGroups(graph, direction)].flatMap(([id, rules]): Usage[] => {
    const [first] = rules;
    return first === undefined
      ? []
      : [{ at: first.resource, used: rulesIn(rules), what: `${direction} rules of ${id}` }];
  });
  return [...own, ...outside];
}

/** Counts separate and inline rules of every security group, for each direction. */
export const countSecurityGroupRules = (graph: Graph): readonly Usage[] => [
  ...usageIn(graph, "ingress"),
  ...usageIn(graph, "egress"),
];
