import { Graph, layout } from "@dagrejs/dagre";
import { escape } from "html-escaper";
import type { Diagram, DiagramEdge, DiagramNode } from "./model";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly points: ReadonlyMap<string, readonly { readonly x: number; readonly y: number }[]>;
}

const characterWidth = 7.6;
const nodeHeight = 44;
const margin = 24;

const widthOf = ({ label, detail }: DiagramNode) => Math.max(label.length, detail.length) * characterWidth + 28;

/** Lays the diagram out from left to right with dagre; the boxes of a VPC stay together. */
function layOut({ nodes, edges, vpcs }: Diagram): Layout {
  const graph = new Graph({ compound: true });
  graph.setGraph({ rankdir: "LR", nodesep: 18, ranksep: 74, marginx: margin, marginy: margin, ranker: "longest-path" });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const vpc of vpcs) graph.setNode(`vpc ${vpc}`, {});
  for (const node of nodes) {
    graph.setNode(node.id, { width: widthOf(node), height: nodeHeight });
    if (node.vpc !== undefined) graph.setParent(node.id, `vpc ${node.vpc}`);
  }
  for (const { from, to } of edges) graph.setEdge(from, to);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    boxes: new Map(
      [...nodes.map(({ id }) => id), ...vpcs.map((vpc) => `vpc ${vpc}`)].map((id) => [id, graph.node(id) as Box]),
    ),
    points: new Map(
      edges.map(({ id, from, to }) => [id, (graph.edge(from, to) as { points: { x: number; y: number }[] }).points]),
    ),
  };
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Names of the services whose request path has a box or arrow, by its id; the script of the page reads them. */
function servicesById({ paths }: Diagram): ReadonlyMap<string, string> {
  const services = new Map<string, string[]>();
  for (const { service, nodes, edges } of paths) {
    for (const id of new Set([...nodes, ...edges])) {
      const passing = services.get(id);
      if (passing === undefined) services.set(id, [service]);
      else passing.push(service);
    }
  }
  return new Map([...services].map(([id, names]) => [id, escape(names.join(" "))]));
}

function drawNode(node: DiagramNode, services: string, { x, y, width, height }: Box): string {
  const name = escape(node.label);
  const service =
    node.kind === "service" ? ` tabindex="0" role="button" aria-pressed="false" data-service="${name}"` : "";
  return [
    `<g class="node ${node.kind}"${service} data-services="${services}" transform="translate(${round(x)} ${round(y)})">`,
    `<rect x="${round(-width / 2)}" y="${round(-height / 2)}" width="${round(width)}" height="${round(height)}" rx="6"/>`,
    `<text class="name" y="-3">${name}</text><text class="detail" y="14">${escape(node.detail)}</text></g>`,
  ].join("");
}

function drawEdge(
  { hop }: DiagramEdge,
  services: string,
  points: readonly { readonly x: number; readonly y: number }[],
): string {
  const path = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join(" ");
  const { x, y } = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
  return [
    `<g class="edge" data-services="${services}"><path d="${path}" marker-end="url(#arrow)"/>`,
    `<circle cx="${round(x)}" cy="${round(y)}" r="9"/><text class="hop" x="${round(x)}" y="${round(y + 4)}">${hop}</text></g>`,
  ].join("");
}

function drawVpc(vpc: string, { x, y, width, height }: Box): string {
  const [left, top] = [round(x - width / 2), round(y - height / 2)];
  return `<g class="vpc"><rect x="${left}" y="${top}" width="${round(width)}" height="${round(height)}" rx="8"/><text x="${left + 10}" y="${top + 16}">VPC ${escape(vpc)}</text></g>`;
}

const style = `
.topology { --ink: #1a1f26; --paper: #ffffff; --line: #5b6673; --box: #eef2f6; --mark: #0b5cad; --vpc: #f7f9fb; font: 13px system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { .topology { --ink: #e8edf2; --paper: #12161b; --line: #9aa7b4; --box: #232b34; --mark: #7db8f5; --vpc: #181e25; } }
.topology text { fill: var(--ink); text-anchor: middle; } .topology .name { font-weight: 600; } .topology .detail { font-size: 11px; }
.topology .vpc rect { fill: var(--vpc); stroke: var(--line); stroke-dasharray: 4 3; } .topology .vpc text { text-anchor: start; font-size: 11px; }
.topology .node rect { fill: var(--box); stroke: var(--line); } .topology .service { cursor: pointer; }
.topology .edge path { fill: none; stroke: var(--line); stroke-width: 1.3; } .topology .edge circle { fill: var(--paper); stroke: var(--line); } .topology .hop { font-size: 10px; }
.topology marker path { fill: var(--line); }
.topology .lit rect { stroke: var(--mark); stroke-width: 3; } .topology .lit path, .topology .lit circle { stroke: var(--mark); stroke-width: 3; }
.topology .node:focus-visible { outline: none; } .topology .node:focus-visible rect { stroke: var(--mark); stroke-width: 4; }`;

/** Draws a diagram as a self-contained SVG. `data-services` of each box and arrow has the services that pass it. */
export function svg(diagram: Diagram): string {
  const { width, height, boxes, points } = layOut(diagram);
  const services = servicesById(diagram);
  const nowhere: Box = { x: 0, y: 0, width: 0, height: 0 };
  const occupied = new Set(diagram.nodes.map(({ vpc }) => vpc));
  const used = diagram.vpcs.filter((vpc) => occupied.has(vpc));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="topology" role="group" aria-label="Topology" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}">`,
    `<style>${style}</style>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    ...used.map((vpc) => drawVpc(vpc, boxes.get(`vpc ${vpc}`) ?? nowhere)),
    ...diagram.edges.map((edge) => drawEdge(edge, services.get(edge.id) ?? "", points.get(edge.id) ?? [])),
    ...diagram.nodes.map((node) => drawNode(node, services.get(node.id) ?? "", boxes.get(node.id) ?? nowhere)),
    "</svg>",
  ].join("\n");
}
