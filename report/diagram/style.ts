/** Colours of a drawing. */
interface Palette {
  readonly paper: string;
  readonly border: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly box: string;
  readonly edge: string;
  readonly frame: string;
  readonly mark: string;
  readonly onMark: string;
  readonly api: string;
  readonly link: string;
  readonly balancer: string;
  readonly service: string;
}

const light: Palette = {
  paper: "#ffffff",
  border: "#d0d7de",
  ink: "#1f2328",
  soft: "#57606a",
  line: "#6e7781",
  box: "#ffffff",
  edge: "#afb8c1",
  frame: "#f3f6f9",
  mark: "#0b5cad",
  onMark: "#ffffff",
  api: "#bf2c6b",
  link: "#0b7285",
  balancer: "#6f42c1",
  service: "#c05000",
};

const dark: Palette = {
  paper: "#0f141a",
  border: "#30363d",
  ink: "#e6edf3",
  soft: "#9fabb8",
  line: "#8b98a5",
  box: "#1c242d",
  edge: "#444c56",
  frame: "#161c23",
  mark: "#7db8f5",
  onMark: "#0f141a",
  api: "#f283b1",
  link: "#4fc3d9",
  balancer: "#b69cf5",
  service: "#f4a261",
};

const rules = (colour: Palette) => `
.topology .paper { fill: ${colour.paper}; stroke: ${colour.border}; }
.topology text { fill: ${colour.ink}; }
.topology .detail { fill: ${colour.soft}; }
.topology .vpc rect { fill: ${colour.frame}; stroke: ${colour.line}; }
.topology .vpc text { fill: ${colour.soft}; }
.topology .box { fill: ${colour.box}; stroke: ${colour.edge}; }
.topology .kind { fill: ${colour.line}; }
.topology .api .kind, .topology .domain .kind { fill: ${colour.api}; }
.topology .link .kind { fill: ${colour.link}; }
.topology .balancer .kind, .topology .cloudMap .kind { fill: ${colour.balancer}; }
.topology .service .kind { fill: ${colour.service}; }
.topology .edge path { stroke: ${colour.line}; }
.topology .edge circle { fill: ${colour.paper}; stroke: ${colour.line}; }
.topology marker path { fill: ${colour.line}; }
.topology .lit .box, .topology .lit path { stroke: ${colour.mark}; }
.topology .lit circle { fill: ${colour.mark}; stroke: ${colour.mark}; }
.topology .lit .hop { fill: ${colour.onMark}; }
.topology .node:focus-visible .box { stroke: ${colour.mark}; }`;

/** Style of a drawing. It has plain colours, because not every viewer of SVG files knows CSS variables. */
export const drawingStyle = `
.topology { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.topology .name { font-weight: 600; }
.topology .detail, .topology .hop { font-size: 11px; }
.topology .hop { font-weight: 600; text-anchor: middle; }
.topology .vpc rect { stroke-dasharray: 4 3; }
.topology .vpc text { font-size: 12px; font-weight: 600; }
.topology .edge path { fill: none; stroke-width: 1.4; }
.topology .edge.standby path { stroke-dasharray: 5 4; }
.topology .lit .box, .topology .lit path { stroke-width: 2.5; }
.topology .service[role="button"] { cursor: pointer; }
.topology .node:focus-visible { outline: none; }
.topology .node:focus-visible .box { stroke-width: 4; }
${rules(light)}
@media (prefers-color-scheme: dark) {${rules(dark)}
}`;
