import { InvalidArgumentError } from "commander";
import {
  checkStack,
  createCommand,
  optionNumber,
  projectDirectory,
  run,
  start,
  UsageError,
  withProgress,
} from "./command";
import type { Io, Main } from "./command";
import { replaceFile, unwritable } from "./files";
import type { Offline } from "./offline";
import { readPackage } from "./package";
import { refuse } from "./refusal";
import { defaultTraffic } from "./traffic";

const formats = ["html", "svg", "mermaid"] as const;
type Format = (typeof formats)[number];

interface Flags {
  readonly stack: string;
  readonly directory: string;
  readonly option?: number;
  readonly format: Format;
  readonly out?: string;
}

/** @throws InvalidArgumentError for an unknown format */
function formatName(text: string): Format {
  const format = formats.find((name) => name === text);
  if (format === undefined) throw new InvalidArgumentError(`got ${text}; allowed: ${formats.join(", ")}.`);
  return format;
}

async function draw({ preview, plan, settings, values }: Offline, { format, directory, out }: Flags): Promise<string> {
  const { diagramOf } = await import("../report/diagram/model");
  const diagram = diagramOf(plan);
  if (format === "mermaid") return (await import("../report/diagram/mermaid")).mermaid(diagram);
  if (format === "svg") return (await import("../report/diagram/svg")).svg(diagram);
  const { compare } = await import("../core/compare/compare");
  const { htmlReport } = await import("../report/html/page");
  const comparison = compare(values, settings.region, defaultTraffic);
  // The preview accepted the configuration under the stack's option, so the comparison accepts it under at least one.
  if ("problems" in comparison) throw new Error("the comparison refused a configuration that the preview accepted");
  const { commitOf } = await import("./origin");
  const commit = await commitOf(directory, out);
  const { joinPasses } = await import("../report/passes");
  return htmlReport(joinPasses(preview), diagram, comparison, {
    createdAt: new Date(),
    region: settings.region,
    version: readPackage().version,
    ...(commit === undefined ? {} : { commit }),
  });
}

async function report(flags: Flags, io: Io): Promise<number> {
  const { format, out, ...stack } = flags;
  const wrong = out === undefined ? undefined : unwritable("--out", out, "report.html");
  if (wrong !== undefined) throw new UsageError(wrong);
  io.progress?.(`loading the program of stack ${stack.stack}`);
  await checkStack(stack, stack.directory);
  const { runOffline } = await import("./offline");
  const work = runOffline(stack, io).then(async (offline) =>
    "problems" in offline
      ? offline
      : { drawing: await draw(offline, flags), refused: format === "html" && offline.preview.accepted === false },
  );
  const drawn = await withProgress(`creating the report of stack ${stack.stack}`, io, work);
  if ("problems" in drawn) return refuse(drawn.problems, {}, io, () => drawn.text);
  const { drawing, refused } = drawn;
  if (out === undefined) io.output(drawing);
  else {
    replaceFile(out, drawing);
    io.error(`wrote ${out}${refused ? "; mandatory policies refuse the stack" : ""}`);
  }
  return refused ? 1 : 0;
}

const command = () =>
  createCommand(
    "report",
    "Writes a self-contained HTML page about a stack (verdict, findings, routes, topology, quotas, cost, comparison and growth), or only its topology diagram.",
  )
    .option("--stack <name>", "stack to read from Pulumi.<name>.yaml", "dev")
    .option("--directory <path>", "directory of Pulumi.yaml and the stack file", projectDirectory)
    .option(
      "--option <1-5>",
      "override the stack's topology; if that one is its standby, both are exchanged",
      optionNumber,
    )
    .option(
      "--format <html|svg|mermaid>",
      "HTML page, or only the diagram as SVG or Mermaid",
      formatName,
      "html" as const,
    )
    .option("--out <file>", "file to write; default standard output");

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => report(flags as Flags, io));

if (require.main === module) void start(main);
