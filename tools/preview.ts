import type { Problem } from "../core/problem";
import {
  checkStack,
  createCommand,
  optionNumber,
  passName,
  projectDirectory,
  run,
  start,
  withProgress,
} from "./command";
import type { Io, Main } from "./command";
import type { OfflineRun } from "./offline";

interface Flags extends OfflineRun {
  readonly json?: true;
  readonly policyConfigOut?: string;
}

async function refuse(problems: readonly Problem[], io: Io): Promise<number> {
  const { refusalOf } = await import("../report/result");
  io.output(JSON.stringify(refusalOf(problems), null, 2));
  return 1;
}

/** Problems of the stack's files, for `--json`. Without it, they are printed as text by the caller. */
async function problemsOfFiles(flags: Flags): Promise<readonly Problem[]> {
  try {
    await checkStack(flags, flags.directory);
    return [];
  } catch (error) {
    const { ProjectError, UnknownStackError } = await import("../simulator/project");
    if (!flags.json || !(error instanceof ProjectError) || error instanceof UnknownStackError) throw error;
    const file = `Pulumi.${flags.stack}.yaml`;
    return [{ where: file, message: error.message, fix: `correct ${file} or Pulumi.yaml` }];
  }
}

async function preview(flags: Flags, io: Io): Promise<number> {
  const problems = await problemsOfFiles(flags);
  if (problems.length > 0) return refuse(problems, io);
  const { runOffline } = await import("./offline");
  const offline = await withProgress(`running the program for stack ${flags.stack}`, io, runOffline(flags, io));
  if ("problems" in offline) {
    if (flags.json) return refuse(offline.problems, io);
    io.error(offline.text);
    return 1;
  }
  const { preview: result, settings } = offline;
  const { previewText } = await import("../report/text");
  io.output(flags.json ? JSON.stringify(result, null, 2) : previewText(result));
  if (flags.policyConfigOut !== undefined) {
    const { writePackConfig } = await import("./policies");
    writePackConfig(flags.policyConfigOut, settings);
  }
  return result.findings.some(({ kind, level }) => kind === "violation" && level === "mandatory") ? 1 : 0;
}

const command = () =>
  createCommand(
    "preview",
    "Runs the program offline, without the Pulumi CLI and without an AWS account, and shows resources, routes, quotas, cost and findings.",
  )
    .option("--stack <name>", "stack whose Pulumi.<name>.yaml is read", "dev")
    .option("--option <1-5>", "override the stack's topology", optionNumber)
    .option("--directory <path>", "directory of Pulumi.yaml and the stack file", projectDirectory)
    .option(
      "--pass <preview|apply>",
      "values as in a first preview (ids unknown) or after an update (ids simulated)",
      passName,
      "preview",
    )
    .option("--policy-config-out <file>", "also write the configuration file for pulumi preview --policy-pack-config")
    .option("--json", "print the result as JSON, described by docs/preview.schema.json (npm run -s preview -- --json)");

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => preview(flags as Flags, io));

if (require.main === module) void start(main);
