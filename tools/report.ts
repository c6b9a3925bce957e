import { InvalidArgumentError } from "commander";
import { compare } from "../core/compare/compare";
import { defaultTraffic } from "../core/compare/traffic";
import { mermaid } from "../report/diagram/mermaid";
import { diagramOf } from "../report/diagram/model";
import { svg } from "../report/diagram/svg";
import { htmlReport } from "../report/html/page";
import { createCommand, optionNumber, print, run, withProgress } from "./command";
import { replaceFile } from "./files";
import type { Offline } from "./offline";
import { runOffline } from "./offline";

const formats = ["html", "svg", "mermaid"] as const;
type Format = (typeof formats)[number];

interface Flags {
  readonly stack: string;
  readonly option?: number;
  readonly format: Format;
  readonly out?: string;
}

/** @throws InvalidArgumentError for a format that there is not */
function formatName(text: string): Format {
  const format = formats.find((one) => one === text);
  if (format === undefined) throw new InvalidArgumentError(`got ${text}; allowed: ${formats.join(", ")}.`);
  return format;
}

function draw({ preview, plan, settings, values }: Offline, format: Format): string {
  const diagram = diagramOf(plan);
  if (format === "mermaid") return mermaid(diagram);
  if (format === "svg") return svg(diagram);
  const comparison = compare(values, settings.region, defaultTraffic);
  // The stack's own option was accepted, so at least one is.
  if ("problems" in comparison) throw new Error("no option takes a configuration that one has taken");
  return htmlReport(preview, diagram, comparison);
}

async function report({ format, out, ...what }: Flags): Promise<number> {
  const work = runOffline({ ...what, pass: "apply" }).then((offline) => offline && draw(offline, format));
  const text = await withProgress(`drawing stack ${what.stack}`, work);
  if (text === undefined) return 1;
  if (out === undefined) {
    print.output(text);
    return 0;
  }
  replaceFile(out, text);
  print.error(`wrote ${out}`);
  return 0;
}

const command = createCommand(
  "report",
  "Writes one page about a stack: its topology, routes, findings, quotas, comparison, growth and cost. Or its drawing alone.",
)
  .option("--stack <name>", "stack whose Pulumi.<name>.yaml is read", "dev")
  .option("--option <1-5>", "another topology than the stack's own", optionNumber)
  .option("--format <html|svg|mermaid>", "the whole page, or the drawing alone", formatName, "html" as const)
  .option("--out <file>", "file to write; standard output if it is not given");

void run(command, (flags) => report(flags as Flags));
