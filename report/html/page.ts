import { escape } from "html-escaper";
import type { Comparison } from "../../core/compare/compare";
import type { Diagram } from "../diagram/model";
import type { PreviewResult } from "../result";
import { script } from "./script";
import { sectionsOf } from "./sections";
import { style } from "./style";

/** The report as a self-contained HTML page: it loads no font, style, script or image. */
export function htmlReport(preview: PreviewResult, diagram: Diagram, comparison: Comparison): string {
  const title = `${preview.stack}: option ${preview.option}, ${preview.title}`;
  const sections = sectionsOf(preview, diagram, comparison);
  const links = sections.map(({ id, title: name }) => `<a href="#${id}">${escape(name)}</a>`).join(" · ");
  const violations = (level: "mandatory" | "advisory") =>
    preview.findings.filter((finding) => finding.kind === "violation" && finding.level === level).length;
  const [mandatory, advisory] = [violations("mandatory"), violations("advisory")];
  const verdict =
    mandatory > 0
      ? `<span class="bad">Violations of mandatory policies: ${mandatory}.</span>`
      : `No violations of mandatory policies${advisory > 0 ? `; violations of advisory policies: ${advisory}` : ""}.`;
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
<header><h1>${escape(title)}</h1>
<p>${preview.routes.length} routes, ${preview.resources.length} resources. ${verdict}</p>
${preview.notes.map((note) => `<p class="soft">Note: ${escape(note)}</p>`).join("\n")}
<nav aria-label="Sections of the report">${links}</nav></header>
<main id="main">
${sections.map(({ id, title: name, body }) => `<section aria-labelledby="${id}"><h2 id="${id}">${escape(name)}</h2>\n${body}</section>`).join("\n")}
</main>
<script>${script}</script>
</body>
</html>
`;
}
