import { assumptions } from "./assumptions";
import type { Report, StepReport } from "./report";

const cell = (text: string) => text.replaceAll("\n", " ").replaceAll("|", "\\|");
const row = (...cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;

const says = (id: string) => assumptions.find((assumption) => assumption.id === id)?.says ?? "";

const findings = (steps: readonly StepReport[]) =>
  steps.flatMap(({ step, findings: found }) => found.map((finding) => ({ ...finding, step })));

/** The order of outcomes: what needs work comes first. */
const order = ["does not hold", "not seen", "measured", "holds"] as const;

/** A report in Markdown. */
export function reportMarkdown(report: Report): string {
  const found = order.flatMap((outcome) => findings(report.steps).filter((finding) => finding.outcome === outcome));
  const open = report.steps.filter(({ state }) => state !== "done");
  const sections = [
    `# Live run ${report.runId}`,
    `Started ${report.startedAt}, Region ${report.region}, version ${report.programVersion}, ${report.minutes} minutes.${report.ended === undefined ? "" : ` Ended early: ${report.ended}.`}`,
    ["| assumption | outcome | seen |", "| --- | --- | --- |"]
      .concat(
        found.map(({ assumption, outcome, seen }) => row(`\`${assumption}\`: ${says(assumption)}`, outcome, seen)),
      )
      .join("\n"),
    ...(open.length === 0
      ? []
      : [
          "## Steps that are not done",
          ["| step | state | reason |", "| --- | --- | --- |"]
            .concat(open.map(({ step, state, reason = "" }) => row(`\`${step}\``, state, reason)))
            .join("\n"),
        ]),
    ...(report.notDestroyed.length === 0
      ? []
      : [
          "## Not destroyed",
          ["| stack | reason |", "| --- | --- |"]
            .concat(report.notDestroyed.map(({ stack, reason }) => row(stack, reason)))
            .join("\n"),
        ]),
    ...(report.tagged.length === 0 ? [] : ["## Still listed", report.tagged.map((arn) => `- ${arn}`).join("\n")]),
  ];
  return `${sections.join("\n\n")}\n`;
}
