import type { ReportedResource } from "./result";

interface Line {
  /** Branches and type. */
  readonly left: string;
  readonly name: string;
}

type Children = ReadonlyMap<string, readonly ReportedResource[]>;

const childrenOf = (resources: readonly ReportedResource[]): Children => {
  const children = new Map<string, ReportedResource[]>();
  for (const resource of resources) {
    const siblings = children.get(resource.parent ?? "");
    if (siblings === undefined) children.set(resource.parent ?? "", [resource]);
    else siblings.push(resource);
  }
  return children;
};

function linesBelow(children: Children, urn: string, indent: string): readonly Line[] {
  const resources = children.get(urn) ?? [];
  return resources.flatMap(({ urn: child, type, name }, index) => {
    const [branch, below] = index === resources.length - 1 ? ["└─ ", "   "] : ["├─ ", "│  "];
    return [{ left: `${indent}${branch}${type}`, name }, ...linesBelow(children, child, indent + below)];
  });
}

/** Resources by parent, as `pulumi preview` draws them: type to the left, name to the right. */
export function resourceTree(resources: readonly ReportedResource[]): string {
  const lines = linesBelow(childrenOf(resources), "", "");
  const width = lines.reduce((longest, { left }) => Math.max(longest, left.length), 0);
  return lines.map(({ left, name }) => `${left.padEnd(width)}  ${name}`).join("\n");
}
