import type { Problem } from "../core/problem";
import { checkStack } from "./command";
import type { Io } from "./command";
import { problemOf } from "./file-problem";

/** Flags of a tool that prints its result as text or as JSON. */
export interface Form {
  readonly json?: true;
}

/**
 * Prints problems: with `--json` on standard output, because a program reads them there, otherwise as text on standard
 * error.
 *
 * @returns the exit code
 */
export async function refuse(problems: readonly Problem[], { json }: Form, io: Io): Promise<1> {
  if (json) {
    const { refusalOf } = await import("../report/result");
    io.output(JSON.stringify(refusalOf(problems), null, 2));
  } else {
    const { formatProblems } = await import("../core/problem");
    io.error(formatProblems(problems));
  }
  return 1;
}

/**
 * Problems of the files of a stack, for `--json`. Without it, the error goes to the caller of the tool, which prints it
 * as text.
 *
 * @throws UnknownStackError if the stack has no file
 * @throws ProjectError without `--json`, if the CLI would reject one of the files
 */
export async function problemsOfFiles(
  flags: Form & { readonly stack: string; readonly option?: number; readonly directory?: string },
): Promise<readonly Problem[]> {
  try {
    await checkStack(flags, flags.directory);
    return [];
  } catch (error) {
    const { UnknownStackError } = await import("../simulator/project");
    const { ProjectError } = await import("../simulator/yaml-file");
    if (!flags.json || !(error instanceof ProjectError) || error instanceof UnknownStackError) throw error;
    return [problemOf(error)];
  }
}
