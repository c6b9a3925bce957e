import { appendFileSync } from "node:fs";
import {
  createCommand,
  optionNumber,
  outputColumns,
  passName,
  projectDirectory,
  run,
  start,
  UsageError,
} from "./command";
import type { Io, Main } from "./command";
import { unwritable } from "./files";
import { nextSteps } from "./next-steps";
import type { OfflineRun } from "./offline";
import { problemsOfFiles, refuse } from "./refusal";
import { commandLine } from "./package";

interface Flags extends OfflineRun {
  readonly json?: true;
  readonly policyConfigOut?: string;
  readonly waitsOut?: string;
  readonly resources?: true;
  readonly details?: true;
}

async function preview(flags: Flags, name: string, io: Io): Promise<number> {
  const { policyConfigOut, waitsOut } = flags;
  for (const [flag, file, example] of [
    ["--policy-config-out", policyConfigOut, "policy-config.json"],
    ["--waits-out", waitsOut, "waits.jsonl"],
  ] as const) {
    const wrong = file && unwritable(flag, file, example);
    if (wrong) throw new UsageError(wrong);
  }
  io.progress?.(`loading the program of stack ${flags.stack}`);
  const problems = await problemsOfFiles(flags);
  if (problems.length > 0) return refuse(problems, flags, io);
  const { runOffline } = await import("./offline");
  const offline = await runOffline(flags, io);
  if ("problems" in offline) return refuse(offline.problems, flags, io, () => offline.text);
  const { preview: result, settings } = offline;
  const { previewText } = await import("../report/text");
  const layout = { ...flags, width: outputColumns(io), next: nextSteps(flags, settings, name) };
  io.output(flags.json ? JSON.stringify(result, null, 2) : previewText(result, layout));
  if (policyConfigOut !== undefined) {
    const { writePackConfig } = await import("./policies");
    writePackConfig(policyConfigOut, settings);
  }
  if (waitsOut !== undefined) appendFileSync(waitsOut, `${JSON.stringify({ stack: flags.stack, ...result.waits })}\n`);
  return result.accepted === false ? 1 : 0;
}

const createPreview = () =>
  createCommand(
    "preview",
    "Runs the program offline, without the Pulumi CLI and without an AWS account: as in a first preview, and with simulated ids. Shows whether pulumi up would be accepted, and routes, findings, quotas and cost. Exits with 1 if a mandatory policy refuses one of the two; a request path that breaks is such a violation, unless the stack file acknowledges it.",
  )
    .option("--stack <name>", "stack whose Pulumi.<name>.yaml is read", "dev")
    .option(
      "--option <1-5>",
      "override the stack's topology; if that one is its standby, both are exchanged",
      optionNumber,
    )
    .option("--directory <path>", "directory of Pulumi.yaml and the stack file", projectDirectory)
    .option("--resources", "also print the tree of all resources")
    .option("--details", "also print all hops of each route, the URN of each finding, more quotas, and prices")
    .option("--pass <preview|apply>", "one pass: a first preview (ids unknown), or simulated ids", passName)
    .option("--policy-config-out <file>", "also write the configuration file for pulumi preview --policy-pack-config")
    .option("--waits-out <file>", "also append how long an update may take, as a line of JSON: waits of --json")
    .option(
      "--json",
      `print the result as JSON, described by docs/preview.schema.json of private-integrations (${commandLine("preview", "--json")})`,
    );

export const main: Main = (argv, io) => {
  const command = createPreview();
  return run(command, argv, io, (flags) => preview(flags as Flags, command.name(), io));
};

if (require.main === module) void start(main);
