import { coverageOf, everything } from "./graph/blocks";
import type { Block } from "./graph/blocks";
import { isKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import { allowedBlocks } from "./graph/openings";
import type { Resource } from "./graph/resource";
import { groupKeyAt, inlineRulesOf, pathIn, separateRulesOf } from "./graph/security-groups";
import type { GroupRule } from "./graph/security-groups";
import { known, readString } from "./graph/value";

/** What a security group rule, or the inline rules of a group, admit that may be everything. */
interface OpenIngress {
  /** Key of the security group; undefined if it is undetermined. */
  readonly group: string | undefined;
  /** `0.0.0.0/0`, `::/0` or both; empty if only unknown blocks may contain them. */
  readonly from: string;
  /** Blocks that are unknown. */
  readonly unread: readonly string[];
}

/** IPv4 or IPv6, if the blocks contain all of its addresses together. */
const wholeOf = (blocks: readonly Block[]): readonly string[] =>
  ([4, 6] as const).flatMap((family) =>
    coverageOf(everything(family), blocks) === "all" ? [family === 4 ? "0.0.0.0/0" : "::/0"] : [],
  );

/** Parts of all addresses, such as `0.0.0.0/1` and `128.0.0.0/1`, in several rules; reported on the first of them. */
function inParts(graph: Graph, resource: Resource, group: string): readonly string[] {
  const parts = separateRulesOf(graph, group, "ingress")
    .filter((rule) => !isIcmp({ resource: rule, at: "" }))
    .map((rule) => ({ rule, blocks: allowedBlocks(graph, { resource: rule, at: "" }).blocks }))
    .filter(({ blocks }) => blocks.length > 0 && wholeOf(blocks).length === 0);
  if (parts[0]?.rule.urn !== resource.urn) return [];
  return wholeOf(parts.flatMap(({ blocks }) => blocks)).map((whole) => `${whole}, in parts`);
}

/**
 * ICMP by name or number carries no requests. Path MTU discovery needs it from any address.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html
 */
function isIcmp(rule: GroupRule): boolean {
  const protocol = ["ipProtocol", "protocol"].map((property) =>
    known(readString(rule.resource, pathIn(rule, property))),
  );
  return protocol.some((name) => /^(icmp|icmpv6|1|58)$/i.test(name ?? ""));
}

/** Ingress from anywhere that a rule, or the inline rules of a security group, allow. */
export function openIngress(graph: Graph, resource: Resource): readonly OpenIngress[] {
  if (isKind(resource, "securityGroupRule") && known(readString(resource, "type")) === "egress") return [];
  const inline = isKind(resource, "securityGroup");
  const group = inline ? resource.urn : groupKeyAt(graph, resource, "securityGroupId");
  const rules = (inline ? inlineRulesOf(graph, resource, "ingress") : [{ resource, at: "" }]).filter(
    (rule) => !isIcmp(rule),
  );
  const allowed = rules.map((rule) => allowedBlocks(graph, rule));
  const whole = wholeOf(allowed.flatMap(({ blocks }) => blocks));
  const from = whole.length > 0 || inline || group === undefined ? whole : inParts(graph, resource, group);
  const unread = allowed.flatMap((one) => one.unread);
  return from.length === 0 && unread.length === 0 ? [] : [{ group, from: from.join(" and "), unread }];
}
