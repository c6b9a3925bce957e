import { escape } from "html-escaper";
import type { Comparison } from "../../core/compare/compare";
import { drawingOf } from "../diagram/drawing";
import type { Diagram } from "../diagram/model";
import type { PreviewResult } from "../result";
import { topologyTexts } from "../roles";
import { alarmsHtml } from "./alarms";
import { findingsHtml } from "./findings";
import type { Origin } from "./head";
import { headHtml } from "./head";
import { quotasHtml } from "./quotas";
import { filterHtml, routesHtml } from "./routes";
import { reachesHtml } from "./reaches";
import { script } from "./script";
import { adviceHtml, comparisonHtml, costHtml, growthHtml } from "./sections";
import { style } from "./style";
import { topologyHtml } from "./topology";

/** A section of the page with its heading. */
interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

const sectionHtml = ({ id, title, body }: Section) =>
  `<section aria-labelledby="${id}"><h2 id="${id}">${escape(title)}</h2>\n${body}</section>`;

/** The report as a self-contained HTML page: it loads no font, style, script or image. */
export function htmlReport(preview: PreviewResult, diagram: Diagram, comparison: Comparison, origin: Origin): string {
  const title = `${preview.stack}: ${topologyTexts(preview, ", ").join("; ")}`;
  const findings = { id: "findings", title: "Findings", body: findingsHtml(preview) };
  // The filter applies to both and stays visible while the reader scrolls through them.
  const filtered = [
    { id: "routes", title: "Routes", body: routesHtml(preview) },
    { id: "topology", title: "Topology", body: topologyHtml(diagram, preview) },
  ];
  const { reaches = [], plan } = preview;
  const others = [
    ...(reaches.length === 0 ? [] : [{ id: "connections", title: "Connections of tasks", body: reachesHtml(reaches) }]),
    ...(plan.alarms.length === 0 ? [] : [{ id: "alarms", title: "Alarms", body: alarmsHtml(plan.alarms) }]),
    { id: "quotas", title: "Quotas", body: quotasHtml(preview.quotas) },
    { id: "cost", title: "Cost", body: costHtml(preview.cost) },
    { id: "comparison", title: "Options compared", body: comparisonHtml(comparison, preview) },
    { id: "growth", title: "Growth", body: growthHtml(comparison, preview) },
    { id: "advice", title: "Advice", body: adviceHtml(comparison) },
  ];
  const links = [findings, ...filtered, ...others].map(({ id, title: name }) => `<a href="#${id}">${escape(name)}</a>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header>${headHtml(preview, origin)}
<nav aria-label="Sections of the report">${links.join(" ")}</nav></header>
<main id="main">
${sectionHtml(findings)}
<div>${filterHtml}
${filtered.map(sectionHtml).join("\n")}</div>
${others.map(sectionHtml).join("\n")}
</main>
<script>${script(drawingOf(diagram))}</script>
</body>
</html>
`;
}
