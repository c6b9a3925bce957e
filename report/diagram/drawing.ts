import type { Drawing } from "./arrange";
import type { Diagram, DiagramNode } from "./model";

const margin = 20;
/** Space between columns, for the turn of a line, the hop number, the frame of a VPC and the arrow. */
const columnGap = 76;

/** Widths in pixels of one character, with a reserve for wide system fonts. */
const character = { label: 8.2, detail: 6.5 };
const padding = 32;

const widthOf = ({ label, detail }: DiagramNode) =>
  Math.max(label.length * character.label, detail.length * character.detail) + padding;

/** Column of each box: its place on the longest request path through it. */
function columnsOf({ paths }: Diagram): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const { nodes } of paths)
    for (const [index, id] of nodes.entries()) columns.set(id, Math.max(index, columns.get(id) ?? 0));
  return columns;
}

/** Names of the services whose request path has a box or arrow, by its id. */
function servicesById({ paths }: Diagram): ReadonlyMap<string, readonly string[]> {
  const services = new Map<string, Set<string>>();
  for (const { service, nodes, edges } of paths)
    for (const id of [...nodes, ...edges]) services.set(id, (services.get(id) ?? new Set()).add(service));
  return new Map([...services].map(([id, names]) => [id, [...names]]));
}

/** A diagram in columns of equal width, one for each hop, and its width in pixels. */
export function drawingOf(diagram: Diagram): Drawing & { readonly width: number } {
  const columnOf = columnsOf(diagram);
  const services = servicesById(diagram);
  const widths: number[] = [];
  for (const node of diagram.nodes) {
    const column = columnOf.get(node.id) ?? 0;
    widths[column] = Math.max(widths[column] ?? 0, Math.round(widthOf(node)));
  }
  const lefts = widths.map((_, index) =>
    widths.slice(0, index).reduce((left, width) => left + width + columnGap, margin),
  );
  const nodes = diagram.nodes.map(({ id, vpc, standby }) => {
    const column = columnOf.get(id) ?? 0;
    const place = { x: lefts[column] ?? 0, width: widths[column] ?? 0 };
    const lane = standby === true ? 1 : 0;
    return { id, lane, ...place, ...(vpc === undefined ? {} : { vpc }), services: services.get(id) ?? [] };
  });
  const placed = diagram.nodes.flatMap(({ kind, label, vpc = "" }) =>
    kind === "service" ? [{ service: label, vpc }] : [],
  );
  return {
    lanes: 1 + Math.max(...nodes.map(({ lane }) => lane)),
    rows: diagram.vpcs.flatMap((name) => placed.filter(({ vpc }) => vpc === name)),
    nodes,
    edges: diagram.edges.map(({ id, from, to }) => ({ id, from, to })),
    width: Math.max(...nodes.map(({ x, width }) => x + width)) + 2 * margin,
  };
}
