import { blockOf } from "./blocks";
import type { Block } from "./blocks";
import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { candidates, referenceKey, resolve } from "./references";
import type { Resource } from "./resource";
import { holdsUnknown, known, readElements, readString, topLevel } from "./value";

/** What a prefix list contains: CIDR blocks, or the public addresses of an AWS service. */
export type Entries =
  | { readonly kind: "known"; readonly blocks: readonly Block[] }
  | { readonly kind: "service"; readonly endpoint: Resource }
  | { readonly kind: "unknown"; readonly why: string };

const separateEntries = perGraph((graph) =>
  groupBy(ofKind(graph, "prefixListEntry"), (entry) =>
    referenceKey(resolve(graph, entry, "prefixListId", "prefixList")),
  ),
);

function entriesIn(graph: Graph, list: Resource): Entries {
  const separate = separateEntries(graph).get(list.urn) ?? [];
  const texts = [
    ...(known(readElements(list, "entries")) ?? []).map((at) => readString(list, `${at}.cidr`)),
    ...separate.map((entry) => readString(entry, "cidr")),
  ];
  const blocks = texts.map((text) => blockOf(known(text) ?? ""));
  return holdsUnknown(list, "entries") || blocks.includes(undefined)
    ? { kind: "unknown", why: `the entries of prefix list ${list.name}` }
    : { kind: "known", blocks: blocks.flatMap((block) => block ?? []) };
}

const endpointsByList = perGraph((graph) =>
  groupBy(ofKind(graph, "vpcEndpoint"), (endpoint) => known(readString(endpoint, "prefixListId"))),
);

/**
 * Entries of the prefix list at a property path of a security group rule. The list of a gateway endpoint, which AWS
 * manages, has public addresses of its service and none of a VPC.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 */
export function prefixListEntries(graph: Graph, rule: Resource, path: string): Entries {
  const list = resolve(graph, rule, path, "prefixList", "vpcEndpoint");
  if (list.kind === "resource") {
    return isKind(list.resource, "vpcEndpoint")
      ? { kind: "service", endpoint: list.resource }
      : entriesIn(graph, list.resource);
  }
  if (list.kind !== "id") return { kind: "unknown", why: `the prefix list of ${rule.name}` };
  const [endpoint] = endpointsByList(graph).get(list.id) ?? candidates(graph, rule, topLevel(path), "vpcEndpoint");
  return endpoint === undefined
    ? { kind: "unknown", why: `the entries of prefix list ${list.id}` }
    : { kind: "service", endpoint };
}
