/** A box of a drawing; `x` is its left side. */
interface DrawnNode {
  readonly id: string;
  /** Lane below the row of its services: that of what stands by is 1, all others have 0. */
  readonly lane: number;
  readonly x: number;
  readonly width: number;
  readonly vpc?: string;
  readonly services: readonly string[];
}

interface DrawnEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

interface Row {
  readonly service: string;
  readonly vpc: string;
}

/** What the layout knows of a diagram: boxes in columns, arrows between them, a row for each service. */
export interface Drawing {
  /** Services in the order of their rows; those of a VPC follow each other. */
  readonly rows: readonly Row[];
  /** Lanes of a row: 2 in a stack with two topologies, so that no line of one passes through a box of the other. */
  readonly lanes: number;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

/** An arrow, with the centre of its hop number. */
export interface Line {
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

/** A rectangle. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Positions of what is shown. */
export interface Layout {
  readonly height: number;
  /** Vertical centre of each box, by id. */
  readonly centres: ReadonlyMap<string, number>;
  readonly lines: ReadonlyMap<string, Line>;
  readonly frames: ReadonlyMap<string, Frame>;
}

/** Distances in pixels. Above `mostCentred` rows, a box is beside its first row, so that the drawing starts with a whole request path. */
const sizes = {
  margin: 20,
  pitch: 58,
  half: 22,
  frameTop: 32,
  frameBottom: 16,
  frameGap: 18,
  frameSide: 20,
  bus: 60,
  standbyBus: 68,
  entry: 12,
  badge: 41,
  bend: 8,
  mostCentred: 10,
} as const;

function rowCentres(rows: readonly Row[], lanes: number): ReadonlyMap<string, number> {
  const { margin, pitch, half, frameTop, frameBottom, frameGap } = sizes;
  const centres = new Map<string, number>();
  let top: number = margin;
  for (const [index, { service, vpc }] of rows.entries()) {
    if (vpc !== rows[index - 1]?.vpc) top += frameTop;
    centres.set(service, top + half);
    const below = (lanes - 1) * pitch;
    top += below + (vpc === rows[index + 1]?.vpc ? pitch : 2 * half + frameBottom + frameGap);
  }
  return centres;
}

/** Boxes of one column that would overlap move down. */
function nodeCentres(nodes: readonly DrawnNode[], rows: readonly Row[], lanes: number): ReadonlyMap<string, number> {
  const centreOf = rowCentres(rows, lanes);
  const preferred = nodes.flatMap((node) => {
    const beside = node.services.flatMap((service) => centreOf.get(service) ?? []);
    const first = Math.min(...beside);
    const centre = rows.length > sizes.mostCentred ? first : (first + Math.max(...beside)) / 2;
    return beside.length === 0 ? [] : [{ node, centre: centre + node.lane * sizes.pitch }];
  });
  const centres = new Map<string, number>();
  const lowest = new Map<number, number>();
  for (const { node, centre } of preferred.sort((a, b) => a.centre - b.centre)) {
    const free = Math.max(centre, (lowest.get(node.x) ?? -sizes.pitch) + sizes.pitch);
    lowest.set(node.x, free);
    centres.set(node.id, free);
  }
  return centres;
}

/** A line with two right angles, rounded. One of what stands by turns beside the others, and enters a shared box lower. */
function lineBetween(from: DrawnNode, to: DrawnNode, start: number, centre: number): Line {
  const bus = to.x - (from.lane + to.lane > 0 ? sizes.standbyBus : sizes.bus);
  const end = from.lane > to.lane ? centre + sizes.entry : centre;
  const bend = Math.sign(end - start) * Math.min(sizes.bend, Math.abs(end - start) / 2);
  const side = Math.abs(bend);
  const turns = `H${bus - side}Q${bus} ${start} ${bus} ${start + bend}V${end - bend}Q${bus} ${end} ${bus + side} ${end}`;
  const path = `M${from.x + from.width} ${start}${bend === 0 ? "" : turns}H${to.x}`;
  return { path, x: to.x - sizes.badge, y: end };
}

function frameAround(nodes: readonly DrawnNode[], centres: ReadonlyMap<string, number>): Frame {
  const { half, frameTop, frameBottom, frameSide } = sizes;
  const at = nodes.map(({ id }) => centres.get(id) ?? 0);
  const x = Math.min(...nodes.map((node) => node.x)) - frameSide;
  const y = Math.min(...at) - half - frameTop;
  const right = Math.max(...nodes.map((node) => node.x + node.width)) + frameSide;
  return { x, y, width: right - x, height: Math.max(...at) + half + frameBottom - y };
}

/** Positions of a drawing with only the services in `shown`. */
export function arrange({ rows, lanes, nodes, edges }: Drawing, shown: ReadonlySet<string>): Layout {
  const visible = rows.filter(({ service }) => shown.has(service));
  const centres = nodeCentres(nodes, visible, lanes);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const lines = new Map<string, Line>();
  for (const { id, from, to } of edges) {
    const [left, right, start, end] = [byId.get(from), byId.get(to), centres.get(from), centres.get(to)];
    if (left !== undefined && right !== undefined && start !== undefined && end !== undefined)
      lines.set(id, lineBetween(left, right, start, end));
  }
  const frames = new Map<string, Frame>();
  for (const vpc of new Set(visible.map((row) => row.vpc)))
    frames.set(
      vpc,
      frameAround(
        nodes.filter((node) => node.vpc === vpc && centres.has(node.id)),
        centres,
      ),
    );
  const lowest = Math.max(0, ...centres.values()) + sizes.half + sizes.frameBottom;
  return { height: lowest + sizes.margin, centres, lines, frames };
}

/**
 * JavaScript source of `arrange`, for the script of the report's page, which arranges the drawing again when the reader
 * filters services. Each function of this file may use the others and `sizes`, and nothing else.
 */
export const arrangeSource = (): string =>
  [
    `const sizes = ${JSON.stringify(sizes)};`,
    ...[rowCentres, nodeCentres, lineBetween, frameAround, arrange].map(String),
  ].join("\n");
