import { escape } from "html-escaper";
import { alarmWords } from "../diagram/alarms";
import type { Diagram } from "../diagram/model";
import { svg } from "../diagram/svg";
import type { PreviewResult } from "../result";

/** Hops of the request path to each service, of which the script shows the selected one. */
function hopLists({ paths, nodes: boxes }: Diagram, { routes }: Pick<PreviewResult, "routes">): readonly string[] {
  const labels = new Map(boxes.map((box) => [box.id, [box.label, box.detail, ...alarmWords(box)].join(", ")]));
  return paths.map(({ service, nodes, standby = false }) => {
    const hops = nodes.slice(1).map((id) => `<li>${escape(labels.get(id) ?? "")}</li>`);
    const own = routes
      .filter((line) => line.service === service && (line.standsBy ?? false) === standby)
      .map(({ route }) => `<code>${escape(route)}</code>`);
    return `<div data-path="${escape(service)}" hidden><p>${[...new Set(own)].join(", ")} to <strong>${escape(service)}</strong>${standby ? " through the API that stands by" : ""}:</p><ol>${hops.join("")}</ol></div>`;
  });
}

/** The diagram of the topology, with buttons that highlight the request path to a service. */
export function topologyHtml(diagram: Diagram, preview: Pick<PreviewResult, "routes">): string {
  const services = [...new Set(diagram.paths.map(({ service }) => service))].map(
    (service) =>
      `<li><button type="button" aria-pressed="false" data-service="${escape(service)}">${escape(service)}</button></li>`,
  );
  return [
    '<div id="chooser" hidden><p>Select a service, here or in the diagram, to highlight its request path. Escape clears the selection.</p>',
    `<ul class="services" aria-label="Services">${services.join("")}</ul>`,
    '<button type="button" id="all-services" hidden></button></div>',
    `<div aria-live="polite">${hopLists(diagram, preview).join("")}</div>`,
    `<div class="scroll drawing" tabindex="0" role="region" aria-label="Topology diagram">${svg(diagram)}</div>`,
  ].join("\n");
}
