import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "./report";
import { reportMarkdown } from "./report-text";

/** Writes a redacted report as JSON and Markdown. @returns the path of the JSON file */
export function writeReport(folder: string, report: Report): string {
  mkdirSync(folder, { recursive: true });
  const name = join(folder, `live-${report.startedAt.slice(0, 10)}-${report.runId}`);
  writeFileSync(`${name}.json`, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(`${name}.md`, reportMarkdown(report));
  return `${name}.json`;
}
