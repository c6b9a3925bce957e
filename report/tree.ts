import treeify from "object-treeify";
import type { ReportedResource } from "./result";

interface Node {
  [label: string]: Node;
}

/** Separates type and name until the columns are aligned; no name has this character. */
const separator = "\u0000";

/** Resources by parent, as `pulumi preview` draws them: type to the left, name to the right. */
export function resourceTree(resources: readonly ReportedResource[]): string {
  const nodes = new Map<string, Node>();
  const top: Node = {};
  const nodeOf = (urn: string) => {
    const node = nodes.get(urn) ?? {};
    nodes.set(urn, node);
    return node;
  };
  for (const { urn, type, name, parent } of resources) {
    const siblings = parent === null || parent === "" ? top : nodeOf(parent);
    siblings[`${type}${separator}${name}`] = nodeOf(urn);
  }
  const lines = treeify(top, { joined: true })
    .split("\n")
    .map((line) => line.split(separator));
  const width = Math.max(...lines.map(([left = ""]) => left.length));
  return lines.map(([left = "", right = ""]) => `${left.padEnd(width)}  ${right}`).join("\n");
}
