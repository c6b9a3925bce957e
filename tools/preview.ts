import { readConfiguration } from "../components/configuration";
import { fixedCost } from "../core/cost";
import type { Decision } from "../core/decide";
import { decide } from "../core/decide";
import { moreServices } from "../core/growth";
import { headroom } from "../core/headroom";
import { routeLines } from "../core/route-lines";
import { topologies } from "../core/topologies/index";
import type { PreviewResult } from "../report/result";
import { previewText } from "../report/text";
import type { RunResult } from "../simulator/run";
import { runProgram } from "../simulator/run";
import { judgeResources, writePackConfig } from "./policies";
import { createCommand, optionNumber, passName, print, projectDirectory, run, withProgress } from "./command";

interface Flags {
  readonly stack: string;
  readonly option?: number;
  readonly pass: "preview" | "apply";
  readonly json?: true;
  readonly policyConfigOut?: string;
}

/** Runs the program and keeps the decision that it came to. */
async function decideAndRun({
  stack,
  option,
  pass,
}: Flags): Promise<{ decision: Decision | undefined; result: RunResult }> {
  let decision: Decision | undefined;
  const result = await runProgram({
    directory: projectDirectory,
    stack,
    pass,
    overrides: option === undefined ? {} : { option },
    program: async () => {
      const { values, region } = readConfiguration();
      decision = decide(values, region);
      const program = (await import("../index")) as unknown as { default: () => Promise<unknown> };
      return program.default();
    },
  });
  return { decision, result };
}

async function preview(flags: Flags): Promise<number> {
  const { decision, result } = await withProgress(`running the program for stack ${flags.stack}`, decideAndRun(flags));
  for (const path of result.unreadableSecrets) print.error(`note: ${path} is encrypted and cannot be read offline`);
  if (decision === undefined || "problems" in decision || result.errors.length > 0) {
    print.error(result.errors.join("\n"));
    return 1;
  }
  const { plan, settings, notes } = decision;
  const told: PreviewResult = {
    stack: flags.stack,
    option: settings.option,
    title: topologies[settings.option].title,
    pass: flags.pass,
    notes,
    resources: result.resources,
    routes: routeLines(plan),
    quotas: headroom(plan, settings),
    growth: moreServices(settings),
    cost: fixedCost(plan),
    ...judgeResources(result.resources, decision),
  };
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
