import type { Problem } from "../core/problem";
import type { CheckedStack } from "../report/check";
import type { Io, Main } from "./command";
import {
  checkFolder,
  createCommand,
  outputColumns,
  projectDirectory,
  run,
  start,
  UsageError,
  withProgress,
} from "./command";
import { isRepository } from "./package";
import type { Form } from "./refusal";
import { problemsOfStack } from "./refusal";

interface Flags extends Form {
  readonly directory: string;
}

const refused = (stack: string, problems: readonly Problem[]): CheckedStack => ({
  stack,
  accepted: false,
  problems,
  findings: [],
  routes: { total: 0, proved: 0, refuted: 0, undetermined: 0 },
});

async function checkedStack(stack: string, directory: string, io: Io): Promise<CheckedStack> {
  const problems = await problemsOfStack({ stack, directory });
  if (problems.length > 0) return refused(stack, problems);
  const { runOffline } = await import("./offline");
  const offline = await runOffline({ stack, directory }, io);
  if ("problems" in offline) return refused(stack, offline.problems);
  const { checked } = await import("../report/check");
  return checked(offline.preview);
}

async function check({ directory, json }: Flags, io: Io): Promise<number> {
  checkFolder(directory);
  const { stacksOf } = await import("../simulator/project");
  const names = stacksOf(directory).sort();
  if (names.length === 0) throw new UsageError(`${directory}: has no stack file; add one, for example Pulumi.dev.yaml`);
  const stacks: CheckedStack[] = [];
  for (const name of names)
    stacks.push(await withProgress(`checking stack ${name}`, io, checkedStack(name, directory, io)));
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
