import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../core/problem";
import type { CheckedStack } from "../report/check";
import { decisive, mergePasses } from "../report/passes";
import type { PreviewResult, ReportedFinding } from "../report/result";
import type { Io, Main } from "./command";
import { createCommand, outputColumns, projectDirectory, run, start, withProgress } from "./command";
import { isRepository } from "./package";
import { problemOf } from "./file-problem";

interface Flags {
  readonly directory: string;
  readonly json?: true;
}

const refused = (stack: string, problems: readonly Problem[]): CheckedStack => ({
  stack,
  accepted: false,
  problems,
  findings: [],
  routes: { total: 0, proved: 0, refuted: 0, undetermined: 0 },
});

const isMandatory = ({ kind, level }: ReportedFinding) => kind === "violation" && level === "mandatory";
const isReported = ({ kind }: ReportedFinding) => kind === "violation" || kind === "headroom";

/** What both passes of a stack show. */
function checked(preview: PreviewResult): CheckedStack {
  const all = mergePasses(preview.pass, preview).filter(isReported);
  const { proofs } = decisive(preview);
  const count = (which: (typeof proofs)[number]["verdict"]) => proofs.filter(({ verdict }) => verdict === which).length;
  return {
    stack: preview.stack,
    accepted: preview.accepted ?? !all.some(isMandatory),
    problems: [],
    findings: [...all.filter(isMandatory), ...all.filter((finding) => !isMandatory(finding))],
    routes: {
      total: proofs.length,
      proved: count("proved"),
      refuted: count("refuted"),
      undetermined: count("undetermined"),
    },
  };
}

async function checkStack(stack: string, directory: string, io: Io): Promise<CheckedStack> {
  const { runOffline } = await import("./offline");
  const { ProjectError } = await import("../simulator/yaml-file");
  try {
    const offline = await runOffline({ stack, directory }, io);
    return "problems" in offline ? refused(stack, offline.problems) : checked(offline.preview);
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
    return refused(stack, [problemOf(error)]);
  }
}

async function check({ directory, json }: Flags, io: Io): Promise<number> {
  const { stacksOf, UnknownStackError } = await import("../simulator/project");
  if (!existsSync(join(directory, "Pulumi.yaml")))
    throw new UnknownStackError(`${directory}: has no Pulumi.yaml; name the folder of a project: --directory <path>`);
  const names = stacksOf(directory).sort();
  if (names.length === 0)
    throw new UnknownStackError(`${directory}: has no stack file; add one, for example Pulumi.dev.yaml`);
  const stacks: CheckedStack[] = [];
  for (const name of names)
    stacks.push(await withProgress(`checking stack ${name}`, io, checkStack(name, directory, io)));
  const accepted = stacks.every((stack) => stack.accepted);
  if (json) {
    const { resultVersion } = await import("../report/preview-schema");
    io.output(JSON.stringify({ version: resultVersion, accepted, stacks }, null, 2));
  } else {
    const { checkText } = await import("../report/check");
    io.output(checkText(stacks, outputColumns(io)));
  }
  return accepted ? 0 : 1;
}

const command = () =>
  createCommand(
    // npm run check is the gate of the repository.
    isRepository ? "check-stacks" : "check",
    "Previews every stack of the project offline, with ids unknown and with simulated ids. Exits with code 1 if the configuration or a mandatory policy refuses a stack.",
  )
    .option("--directory <path>", "directory of Pulumi.yaml and the stack files", projectDirectory)
    .option("--json", "print the result as JSON");

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => check(flags as Flags, io));

if (require.main === module) void start(main);
