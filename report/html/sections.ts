import { escape } from "html-escaper";
import type { Comparison } from "../../core/compare/compare";
import type { Headroom } from "../../core/quotas/headroom";
import { comparisonTable, resourcesTable } from "../comparison";
import { growthTable } from "../growth";
import type { Diagram } from "../diagram/model";
import { svg } from "../diagram/svg";
import type { PreviewResult, ReportedFinding } from "../result";
import type { TableData } from "../table";

/** A section of the page with its heading. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

const linked = (text: string) =>
  /^https:\/\/\S+$/.test(text)
    ? `<a href="${escape(text)}">${escape(text.replace(/^https:\/\//, ""))}</a>`
    : escape(text);

/** A table with caption and header cells, in a scrollable region with keyboard focus. */
function table({ caption, head, rows }: TableData): string {
  const header = head.map((cell) => `<th scope="col">${escape(cell) || '<span class="soft">-</span>'}</th>`).join("");
  const body = rows.map(
    ([first = "", ...cells]) =>
      `<tr><th scope="row">${linked(first)}</th>${cells.map((cell) => `<td>${linked(cell)}</td>`).join("")}</tr>`,
  );
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escape(caption)}"><table><caption>${escape(caption)}</caption><thead><tr>${header}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

function topology(diagram: Diagram, { routes }: PreviewResult): Section {
  const buttons = diagram.paths.map(
    ({ service }) =>
      `<li><button type="button" aria-pressed="false" data-service="${escape(service)}">${escape(service)}</button></li>`,
  );
  const labels = new Map(diagram.nodes.map(({ id, label, detail }) => [id, `${label}, ${detail}`]));
  const routesOf = new Map<string, string[]>();
  for (const { service, route } of routes) routesOf.set(service, [...(routesOf.get(service) ?? []), route]);
  const requestPaths = diagram.paths.map(({ service, nodes }) => {
    const hops = nodes.slice(1).map((id) => `<li>${escape(labels.get(id) ?? "")}</li>`);
    const lines = (routesOf.get(service) ?? []).map((route) => `<code>${escape(route)}</code>`);
    return `<div data-way="${escape(service)}" hidden><p>${lines.join(", ")} to <strong>${escape(service)}</strong>:</p><ol>${hops.join("")}</ol></div>`;
  });
  const body = [
    "<p>Select a service, here or in the diagram, to highlight its request path. Press Escape to clear the selection.</p>",
    `<ul class="services" aria-label="Services">${buttons.join("")}</ul>`,
    `<div aria-live="polite">${requestPaths.join("")}</div>`,
    `<div class="scroll drawing" tabindex="0" role="region" aria-label="Topology diagram">${svg(diagram)}</div>`,
  ];
  return { id: "topology", title: "Topology", body: body.join("\n") };
}

function findings(all: readonly ReportedFinding[], passed: number): string {
  const listed = all.filter(({ kind }) => kind !== "undetermined");
  const note = `<p>${passed} policies pass. ${all.length - listed.length} findings are undetermined (unknown ids, or resources outside the stack).</p>`;
  if (listed.length === 0) return `<p>No findings.</p>${note}`;
  const rows = listed.map(({ policy, level, kind, urn, message, fix }) => [
    policy,
    `${kind}, ${level}`,
    urn.slice(urn.lastIndexOf("::") + 2),
    message,
    fix,
  ]);
  return (
    table({
      caption: "Findings of the policies",
      head: ["policy", "kind", "resource", "finding", "fix"],
      rows,
    }) + note
  );
}

function quotaBars(quotas: readonly Headroom[]): string {
  const rows = quotas.map(({ name, scope, used, limit, kind }) => {
    const percent = limit === 0 ? 100 : Math.min(100, Math.round((used / limit) * 100));
    return `<tr><th scope="row">${escape(name)}</th><td>${escape(scope)}</td><td>${used} of ${limit}</td><td><span class="bar" aria-hidden="true"><span style="width:${percent}%"></span></span>${percent} %</td><td>${kind}</td></tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="Quotas by use"><table><caption>Quotas, each in the scope with the highest usage</caption><thead><tr><th scope="col">quota</th><th scope="col">scope</th><th scope="col">used</th><th scope="col">share</th><th scope="col">kind</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function growthBars({ assessed }: Comparison): string {
  const longest = Math.max(1, ...assessed.map(({ topologyStop }) => topologyStop?.services ?? 0));
  const height = 26;
  const bars = assessed.map(({ id, topologyStop }, index) => {
    const services = topologyStop?.services ?? 0;
    const y = index * height;
    return `<text class="axis" x="0" y="${y + 16}">${escape(id)}</text><rect x="120" y="${y + 4}" width="${Math.round((services / longest) * 400)}" height="15"/><text x="${126 + Math.round((services / longest) * 400)}" y="${y + 16}">${services}${topologyStop?.atLeast === true ? " or more" : ""}</text>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="Growth chart"><svg role="img" aria-label="Maximum number of services by option; the table has the same data" width="620" height="${assessed.length * height}" style="fill:currentColor;font-size:12px"><g>${bars.join("")}</g></svg></div>`;
}

function cost({ cost: { lines, usdPerMonth, pricesOf, pricesReadOn } }: PreviewResult): string {
  const rows = lines.map(({ name, count, usd, per, usdPerMonth: month, source }) => [
    `${count} x ${name}`,
    `${usd} USD per ${per}`,
    month.toFixed(2),
    source,
  ]);
  const caption = `Fixed cost: ${usdPerMonth.toFixed(2)} USD per month at list prices of ${pricesOf}, read on ${pricesReadOn}`;
  return table({ caption, head: ["resource", "price", "USD per month", "source"], rows });
}

/** All sections of the page, in order. */
export function sectionsOf(preview: PreviewResult, diagram: Diagram, comparison: Comparison): readonly Section[] {
  const { routes, proofs, quotas, policies } = preview;
  const verdicts = new Map(proofs.map(({ route, verdict }) => [route, verdict]));
  const { choice, reasons } = comparison.recommendation;
  const recommended = `<p><strong>${choice === undefined ? "No option meets the requirements." : `Recommended: option ${escape(choice)}`}</strong></p><ul>${reasons.map((reason) => `<li>${escape(reason)}</li>`).join("")}</ul>`;
  const advice = comparison.advice.map(
    ({ text, source }) =>
      `<li>${escape(text)} <a href="${escape(source)}">Source: ${escape(new URL(source).pathname)}</a></li>`,
  );
  return [
    topology(diagram, preview),
    {
      id: "routes",
      title: "Routes",
      body: table({
        caption: "Routes with their request paths",
        head: ["route", "service", "request path", "verdict"],
        rows: routes.map(({ route, service, hops }) => [route, service, hops.join(" → "), verdicts.get(route) ?? ""]),
      }),
    },
    { id: "findings", title: "Findings", body: findings(preview.findings, policies.passed) },
    { id: "quotas", title: "Quotas", body: quotaBars(quotas) },
    {
      id: "comparison",
      title: "Options compared",
      body: recommended + table(comparisonTable(comparison)) + table(resourcesTable(comparison)),
    },
    { id: "growth", title: "Growth", body: growthBars(comparison) + table(growthTable(comparison)) },
    { id: "cost", title: "Cost", body: cost(preview) },
    { id: "advice", title: "Advice", body: `<ul>${advice.join("")}</ul>` },
  ];
}
