import { InvalidArgumentError } from "commander";
import { createCommand, optionNumber, run, start, withProgress } from "./command";
import type { Io, Main } from "./command";
import { replaceFile } from "./files";
import type { Offline } from "./offline";
import { defaultTraffic } from "./traffic";

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

async function draw({ preview, plan, settings, values }: Offline, format: Format): Promise<string> {
  const { diagramOf } = await import("../report/diagram/model");
  const diagram = diagramOf(plan);
  if (format === "mermaid") return (await import("../report/diagram/mermaid")).mermaid(diagram);
  if (format === "svg") return (await import("../report/diagram/svg")).svg(diagram);
  const { compare } = await import("../core/compare/compare");
  const { htmlReport } = await import("../report/html/page");
  const comparison = compare(values, settings.region, defaultTraffic);
  // The stack's own option was accepted, so at least one is.
  if ("problems" in comparison) throw new Error("no option takes a configuration that one has taken");
  return htmlReport(preview, diagram, comparison);
}

async function report({ format, out, ...what }: Flags, io: Io): Promise<number> {
  const { runOffline } = await import("./offline");
  const work = runOffline({ ...what, pass: "apply" }, io).then((offline) => offline && draw(offline, format));
  const text = await withProgress(`drawing stack ${what.stack}`, io, work);
  if (text === undefined) return 1;
  if (out === undefined) {
    io.output(text);
    return 0;
  }
  replaceFile(out, text);
  io.error(`wrote ${out}`);
  return 0;
}

const command = () =>
  createCommand(
    "report",
    "Writes one page about a stack: its topology, routes, findings, quotas, comparison, growth and cost. Or its drawing alone.",
  )
    .option("--stack <name>", "stack whose Pulumi.<name>.yaml is read", "dev")
    .option("--option <1-5>", "another topology than the stack's own", optionNumber)
    .option("--format <html|svg|mermaid>", "the whole page, or the drawing alone", formatName, "html" as const)
    .option("--out <file>", "file to write; standard output if it is not given");

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => report(flags as Flags, io));

if (require.main === module) void start(main);
