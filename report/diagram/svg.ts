import { escape } from "html-escaper";
import { alarmWords } from "./alarms";
import type { Frame, Line } from "./arrange";
import { arrange } from "./arrange";
import { drawingOf } from "./drawing";
import type { Diagram, DiagramEdge, DiagramNode } from "./model";
import { count } from "../words";
import { drawingStyle } from "./style";

const halfHeight = 22;

/** Sizes in pixels of the number of alarms, which is on the upper edge of its box at the right, and so needs no wider box. */
const tag = { character: 6.5, padding: 12, inset: 8, top: -halfHeight - 9, height: 14, baseline: 11 } as const;

function drawAlarms(node: DiagramNode, boxWidth: number): string {
  const tags = alarmWords(node).map((words) => {
    const width = Math.round(words.length * tag.character) + tag.padding;
    const left = Math.max(0, boxWidth - width - tag.inset);
    return [
      `<rect class="box" x="${left}" y="${tag.top}" width="${width}" height="${tag.height}" rx="${tag.height / 2}"/>`,
      `<text class="detail" text-anchor="middle" x="${left + width / 2}" y="${tag.top + tag.baseline}">${words}</text>`,
    ].join("");
  });
  return tags.join("");
}

function drawNode(node: DiagramNode, { x, width }: { x: number; width: number }, y: number) {
  const { id, kind, label, detail } = node;
  return [
    `<g class="node ${kind}" data-id="${escape(id)}" transform="translate(${x} ${y})">`,
    `<rect class="box" y="${-halfHeight}" width="${width}" height="${2 * halfHeight}" rx="6"/>`,
    `<rect class="kind" x="6" y="-14" width="4" height="28" rx="2"/>`,
    `<text class="name" x="18" y="-3">${escape(label)}</text><text class="detail" x="18" y="13">${escape(detail)}</text>`,
    `${drawAlarms(node, width)}</g>`,
  ].join("");
}

/** An arrow with its number. One of what stands by has none at a shared box, where the number of the other one is. */
function drawEdge({ id, to, hop, standby }: DiagramEdge, { path, x, y }: Line, shared: ReadonlySet<string>): string {
  const badge = `<g class="badge" transform="translate(${x} ${y})"><circle r="9.5"/><text class="hop" y="4">${hop}</text></g>`;
  const isNumbered = standby !== true || !shared.has(to);
  return `<g class="edge${standby === true ? " standby" : ""}" data-id="${escape(id)}"><path d="${path}" marker-end="url(#arrow)"/>${isNumbered ? badge : ""}</g>`;
}

const drawFrame = (vpc: string, { x, y, width, height }: Frame) =>
  `<g class="vpc" data-vpc="${escape(vpc)}" transform="translate(${x} ${y})"><rect width="${width}" height="${height}" rx="8"/><text x="14" y="21">VPC ${escape(vpc)}</text></g>`;

/** Draws a diagram as a self-contained SVG. Boxes and arrows have their id, VPCs their name, as data attributes. */
export function svg(diagram: Diagram): string {
  const drawing = drawingOf(diagram);
  const { height, centres, lines, frames } = arrange(drawing, new Set(drawing.rows.map(({ service }) => service)));
  const label = `Topology: ${count(drawing.rows.length, "service")} in ${count(frames.size, "VPC")}`;
  const places = new Map(drawing.nodes.map((node) => [node.id, node]));
  const shared = new Set(diagram.nodes.filter(({ standby }) => standby !== true).map(({ id }) => id));
  const missing = { x: 0, y: 0, width: 0, path: "" };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="topology" role="img" aria-label="${label}" viewBox="0 0 ${drawing.width} ${height}" width="${drawing.width}" height="${height}">`,
    `<style>${drawingStyle}</style>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    `<rect class="paper" x=".5" y=".5" width="${drawing.width - 1}" height="${height - 1}" rx="10"/>`,
    ...[...frames].map(([vpc, frame]) => drawFrame(vpc, frame)),
    ...diagram.edges.map((edge) => drawEdge(edge, lines.get(edge.id) ?? missing, shared)),
    ...diagram.nodes.map((node) => drawNode(node, places.get(node.id) ?? missing, centres.get(node.id) ?? 0)),
    "</svg>",
  ].join("\n");
}
