import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { candidates, referenceKey, resolve } from "./references";
import type { Resource } from "./resource";
import { known, read, readElements, readString, topLevel } from "./value";
import { vpcOf } from "./vpcs";

export type Direction = "ingress" | "egress";

/** Both directions of security group rules. */
export const directions: readonly Direction[] = ["ingress", "egress"];

/** One rule of a security group: a separate resource (`at` is empty), or inline in the group (`at` is its path). */
export interface GroupRule {
  readonly resource: Resource;
  readonly at: string;
}

/** Path of a property of a rule in the resource that declares it. */
export const pathIn = ({ at }: GroupRule, property: string) => (at === "" ? property : `${at}.${property}`);

const directionOf = (rule: Resource): Direction | "unknown" => {
  if (isKind(rule, "ingressRule")) return "ingress";
  if (isKind(rule, "egressRule")) return "egress";
  const type = known(readString(rule, "type"));
  return type === "ingress" || type === "egress" ? type : "unknown";
};

/**
 * Key of the default security group of a VPC in the stack that no `aws.ec2.DefaultSecurityGroup` manages. Its id is an
 * output of the VPC.
 */
export const defaultGroupKey = (vpc: Resource): string =>
  known(readString(vpc, "defaultSecurityGroupId")) ?? `default ${vpc.urn}`;

const adoptedDefaults = perGraph((graph) =>
  groupBy(
    ofKind(graph, "securityGroup").filter(({ type }) => type.endsWith("DefaultSecurityGroup")),
    (group) => referenceKey(vpcOf(graph, group)),
  ),
);

/** The `aws.ec2.DefaultSecurityGroup` of a VPC, if the stack has one. */
export const adoptedDefault = (graph: Graph, vpc: Resource): Resource | undefined =>
  adoptedDefaults(graph).get(vpc.urn)?.[0];

const unmanagedDefaults = perGraph(
  (graph) =>
    new Set(
      ofKind(graph, "vpc")
        .filter((vpc) => !vpc.type.endsWith("DefaultVpc") && adoptedDefault(graph, vpc) === undefined)
        .map(defaultGroupKey),
    ),
);

/** Whether a key is that of the default group of a new VPC, which has the rules that AWS gives it. */
export const isUnmanagedDefault = (graph: Graph, group: string): boolean => unmanagedDefaults(graph).has(group);

/**
 * Key of the security group at a property path: the URN of a group in the stack, the id of another one, or the key of
 * the default group of a VPC. `undefined` if it is undetermined.
 */
export function groupKeyAt(graph: Graph, owner: Resource, path: string): string | undefined {
  const group = resolve(graph, owner, path, "securityGroup");
  if (group.kind !== "undetermined") return referenceKey(group);
  const [vpc, ...others] = candidates(graph, owner, topLevel(path), "vpc", "securityGroup");
  if (vpc === undefined || others.length > 0 || !isKind(vpc, "vpc")) return undefined;
  return adoptedDefault(graph, vpc)?.urn ?? defaultGroupKey(vpc);
}

const separateKinds = ["ingressRule", "egressRule", "securityGroupRule"] as const;

const separate = perGraph((graph) =>
  groupBy(
    separateKinds.flatMap((kind) => ofKind(graph, kind)),
    (rule) => {
      const owner = groupKeyAt(graph, rule, "securityGroupId");
      return owner === undefined ? undefined : `${directionOf(rule)} ${owner}`;
    },
  ),
);

/** Separate rules of a security group, by its key. */
export const separateRulesOf = (graph: Graph, group: string, direction: Direction): readonly Resource[] =>
  separate(graph).get(`${direction} ${group}`) ?? [];

/** Separate rules whose group or direction is undetermined, by `direction group`; `any` is every group. */
const strays = perGraph((graph) => {
  const rules = separateKinds.flatMap((kind) => ofKind(graph, kind));
  const edges = rules
    .filter((rule) => groupKeyAt(graph, rule, "securityGroupId") === undefined || directionOf(rule) === "unknown")
    .flatMap((rule) => {
      const possible = candidates(graph, rule, "securityGroupId", "securityGroup").map(({ urn }) => urn);
      const direction = directionOf(rule);
      const both = direction === "unknown" ? directions : [direction];
      const groups = possible.length === 0 ? ["any"] : possible;
      return groups.flatMap((group) => both.map((one) => ({ rule, key: `${one} ${group}` })));
    });
  return groupBy(edges, ({ key }) => key);
});

/** A separate rule that may belong to a security group, although the stack does not show it. */
export const strayRuleOf = (graph: Graph, group: string, direction: Direction): Resource | undefined =>
  (strays(graph).get(`${direction} ${group}`) ?? strays(graph).get(`${direction} any`))?.[0]?.rule;

const peerProperties = [
  "cidrIpv4",
  "cidrIpv6",
  "cidrBlocks",
  "ipv6CidrBlocks",
  "prefixListId",
  "prefixListIds",
  "securityGroups",
  "referencedSecurityGroupId",
  "sourceSecurityGroupId",
];

/** Protocol, ports and one peer each: what AWS compares, whatever resource declares the rule. */
function peersOf(rule: GroupRule, own: Resource): readonly string[] {
  const { resource } = rule;
  const text = (property: string) => known(readString(resource, pathIn(rule, property))) ?? "";
  const protocol = text("ipProtocol") || text("protocol");
  const ports = protocol === "-1" ? "" : `${text("fromPort")} ${text("toPort")}`;
  const listed = peerProperties.flatMap((property) => {
    const value = read(resource, pathIn(rule, property));
    return value.kind === "known" ? [value.value].flat().map(String) : [];
  });
  const itself = text("self") === "true" ? [known(readString(own, "id")) ?? own.urn] : [];
  return [...listed, ...itself].map((peer) => `${protocol} ${ports} ${peer}`);
}

/**
 * Inline rules of a security group in one direction. After a refresh, the provider lists the separate rules of a group
 * as outputs of the group; these are no inline rules.
 */
export function inlineRulesOf(graph: Graph, group: Resource, direction: Direction): readonly GroupRule[] {
  const inline = (known(readElements(group, direction)) ?? []).map((at): GroupRule => ({ resource: group, at }));
  const rules = inline.length === 0 ? [] : separateRulesOf(graph, group.urn, direction);
  if (rules.length === 0) return inline;
  const declared = new Set(rules.flatMap((rule) => peersOf({ resource: rule, at: "" }, group)));
  return inline.filter((rule) => {
    const peers = peersOf(rule, group);
    return peers.length === 0 || !peers.every((peer) => declared.has(peer));
  });
}

/** Rules of a security group in one direction, separate and inline. */
export const groupRulesOf = (graph: Graph, group: Resource, direction: Direction): readonly GroupRule[] => [
  ...separateRulesOf(graph, group.urn, direction).map((resource) => ({ resource, at: "" })),
  ...inlineRulesOf(graph, group, direction),
];

/** Separate rules in one direction of security groups outside the stack, by the id of the group. */
export function rulesOfOutsideGroups(graph: Graph, direction: Direction): ReadonlyMap<string, readonly GroupRule[]> {
  const keyed = [...separate(graph)].flatMap(([key, rules]) => {
    const [of, ...rest] = key.split(" ");
    const id = rest.join(" ");
    if (of !== direction || id.startsWith("urn:")) return [];
    return [[id, rules.map((resource) => ({ resource, at: "" }))] as const];
  });
  return new Map(keyed);
}
