import { createCommand, optionNumber, passName, run, start, withProgress } from "./command";
import type { Io, Main } from "./command";
import type { OfflineRun } from "./offline";

interface Flags extends OfflineRun {
  readonly json?: true;
  readonly policyConfigOut?: string;
}

async function preview(flags: Flags, io: Io): Promise<number> {
  const { runOffline } = await import("./offline");
  const offline = await withProgress(`running the program for stack ${flags.stack}`, io, runOffline(flags, io));
  if (offline === undefined) return 1;
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
    "Runs the program offline, without Pulumi's CLI and without an account, and shows what it would register.",
  )
    .option("--stack <name>", "stack whose Pulumi.<name>.yaml is read", "dev")
    .option("--option <1-5>", "another topology than the stack's own", optionNumber)
    .option(
      "--pass <preview|apply>",
      "values as at a first preview (ids unknown) or as after an apply (ids invented)",
      passName,
      "preview",
    )
    .option("--policy-config-out <file>", "also write the file for pulumi preview --policy-pack-config")
    .option("--json", "everything for a machine (npm run -s preview -- --json)");

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => preview(flags as Flags, io));

if (require.main === module) void start(main);
