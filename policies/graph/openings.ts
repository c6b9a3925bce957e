import { defaultGroupRules } from "./aws-defaults";
import { blockOf } from "./blocks";
import type { Block } from "./blocks";
import { perGraph, resourceAt } from "./graph";
import type { Graph } from "./graph";
import { prefixListEntries } from "./prefix-lists";
import { referenceKey, resolvePaths } from "./references";
import type { Resource } from "./resource";
import { groupKeyAt, groupRulesOf, isUnmanagedDefault, pathIn, separateRulesOf, strayRuleOf } from "./security-groups";
import type { Direction, GroupRule } from "./security-groups";
import { known, read, readBoolean, readElements, readNumber, readString, topLevel } from "./value";

/** TCP ports and peers that a security group rule allows. */
export interface Opening {
  readonly from: number;
  readonly to: number;
  /** Keys of security groups. */
  readonly groups: readonly string[];
  readonly blocks: readonly Block[];
  /** URNs of gateway endpoints, whose prefix lists have the public addresses of a service. */
  readonly endpoints: readonly string[];
  /** Values of the rule that are unknown. */
  readonly unread: readonly string[];
}

const allPorts = { from: 0, to: 65_535 } as const;
const closed = { groups: [], blocks: [], endpoints: [], unread: [] } as const;
const unreadable = (why: string): Opening => ({ ...allPorts, ...closed, unread: [why] });

type Peers = Omit<Opening, "from" | "to">;

/** Paths of the values of a property that is a string or a list. */
export function valuesAt(resource: Resource, path: string): readonly string[] {
  const elements = readElements(resource, path);
  return elements.kind === "known" ? elements.value : elements.kind === "unknown" ? [path] : [];
}

/**
 * Groups that inline rules with unknown ids refer to together: as many rules as groups, all for the same ports, allow
 * every one of the groups, whichever rule names which.
 */
function inlineGroups(graph: Graph, group: Resource, direction: string): readonly string[] {
  const rules = known(readElements(group, direction)) ?? [];
  const named = rules.filter((at) => valuesAt(group, `${at}.securityGroups`).length > 0);
  const ports = new Set(named.map((at) => JSON.stringify(portsAt({ resource: group, at }))));
  const paths = named.flatMap((at) => valuesAt(group, `${at}.securityGroups`));
  const { references, exact } = resolvePaths(graph, group, paths, "securityGroup");
  return exact && ports.size === 1 ? references.flatMap((reference) => referenceKey(reference) ?? []) : [];
}

function groupsAt(graph: Graph, rule: GroupRule, own: string): Peers {
  const { resource, at } = rule;
  const lists = ["securityGroups", "referencedSecurityGroupId", "sourceSecurityGroupId"];
  const paths = lists.flatMap((property) => valuesAt(resource, pathIn(rule, property)));
  const keys = paths.map((path) => groupKeyAt(graph, resource, path));
  const self = readBoolean(resource, pathIn(rule, "self"));
  const together = at !== "" && keys.includes(undefined) ? inlineGroups(graph, resource, topLevel(at)) : [];
  return {
    ...closed,
    groups: [...keys.flatMap((key) => key ?? []), ...together, ...(known(self) === true ? [own] : [])],
    unread:
      (keys.includes(undefined) && together.length === 0) || self.kind === "unknown"
        ? [`the security group that ${resource.name} allows`]
        : [],
  };
}

/** CIDR blocks that a security group rule allows, also by prefix lists. */
export function allowedBlocks(graph: Graph, rule: GroupRule): Peers {
  const { resource } = rule;
  const properties = ["cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks"];
  const blocks = properties
    .flatMap((property) => valuesAt(resource, pathIn(rule, property)))
    .map((path) => blockOf(known(readString(resource, path)) ?? ""));
  const lists = ["prefixListId", "prefixListIds"]
    .flatMap((property) => valuesAt(resource, pathIn(rule, property)))
    .map((path) => prefixListEntries(graph, resource, path));
  return {
    ...closed,
    blocks: [
      ...blocks.flatMap((block) => block ?? []),
      ...lists.flatMap((list) => (list.kind === "known" ? list.blocks : [])),
    ],
    endpoints: lists.flatMap((list) => (list.kind === "service" ? [list.endpoint.urn] : [])),
    unread: [
      ...(blocks.includes(undefined) ? [`the CIDR block that ${resource.name} allows`] : []),
      ...lists.flatMap((list) => (list.kind === "unknown" ? [list.why] : [])),
    ],
  };
}

/** TCP ports of a security group rule; `none` for a rule of another protocol. */
export function portsAt(rule: GroupRule): { readonly from: number; readonly to: number } | "unknown" | "none" {
  const { resource } = rule;
  const value = read(resource, pathIn(rule, "ipProtocol"));
  const protocol = value.kind === "absent" ? read(resource, pathIn(rule, "protocol")) : value;
  if (protocol.kind === "unknown") return "unknown";
  const name = protocol.kind === "known" ? String(protocol.value).toLowerCase() : "-1";
  if (name === "-1" || name === "all") return allPorts;
  if (name !== "tcp" && name !== "6") return "none";
  const [from, to] = [readNumber(resource, pathIn(rule, "fromPort")), readNumber(resource, pathIn(rule, "toPort"))];
  if (from.kind === "unknown" || to.kind === "unknown") return "unknown";
  return { from: known(from) ?? allPorts.from, to: known(to) ?? allPorts.to };
}

function opening(graph: Graph, rule: GroupRule, own: string): readonly Opening[] {
  const ports = portsAt(rule);
  if (ports === "none") return [];
  if (ports === "unknown") return [unreadable(`the protocol and ports of ${rule.resource.name}`)];
  const [groups, blocks] = [groupsAt(graph, rule, own), allowedBlocks(graph, rule)];
  return [{ ...blocks, ...ports, groups: groups.groups, unread: [...groups.unread, ...blocks.unread] }];
}

/** The rule that AWS gives the default security group of a VPC. */
const defaultOpening = (group: string, direction: Direction): Opening => ({
  ...allPorts,
  ...closed,
  groups: defaultGroupRules[direction].self ? [group] : [],
  blocks: defaultGroupRules[direction].blocks.flatMap((block) => blockOf(block) ?? []),
});

function openingsOfGroup(graph: Graph, group: string, direction: Direction): readonly Opening[] {
  const resource = resourceAt(graph, group);
  const stray = strayRuleOf(graph, group, direction);
  const open = stray === undefined ? [] : [unreadable(`the security group of ${stray.name}`)];
  if (resource !== undefined) {
    const list = read(resource, direction).kind === "unknown";
    const rules = groupRulesOf(graph, resource, direction).flatMap((rule) => opening(graph, rule, group));
    return [...rules, ...open, ...(list ? [unreadable(`the ${direction} rules of ${resource.name}`)] : [])];
  }
  const separate = separateRulesOf(graph, group, direction).map((rule) => ({ resource: rule, at: "" }));
  const byDefault = isUnmanagedDefault(graph, group) ? [defaultOpening(group, direction)] : [];
  return [...separate.flatMap((rule) => opening(graph, rule, group)), ...byDefault, ...open];
}

const opened = perGraph(() => new Map<string, readonly Opening[]>());

/** Openings of a security group by its key. Cached, because every route needs those of the group of its link. */
export function openingsOf(graph: Graph, group: string, direction: Direction): readonly Opening[] {
  const memo = opened(graph);
  const key = `${direction} ${group}`;
  const found = memo.get(key) ?? openingsOfGroup(graph, group, direction);
  memo.set(key, found);
  return found;
}
