import { previewText } from "../report/text";
import { createCommand, optionNumber, passName, print, run, withProgress } from "./command";
import type { OfflineRun } from "./offline";
import { runOffline } from "./offline";
import { writePackConfig } from "./policies";

interface Flags extends OfflineRun {
  readonly json?: true;
  readonly policyConfigOut?: string;
}

async function preview(flags: Flags): Promise<number> {
  const offline = await withProgress(`running the program for stack ${flags.stack}`, runOffline(flags));
  if (offline === undefined) return 1;
  const { preview: told, settings } = offline;
  print.output(flags.json ? JSON.stringify(told, null, 2) : previewText(told));
  if (flags.policyConfigOut !== undefined) writePackConfig(flags.policyConfigOut, settings);
  return told.findings.some(({ kind, level }) => kind === "violation" && level === "mandatory") ? 1 : 0;
}

const command = createCommand(
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

void run(command, (flags) => preview(flags as Flags));
