import type { Problem } from "../core/problem";
import { checkStack } from "./command";
import type { Io } from "./command";
import { problemOf } from "./file-problem";

/** Flags of a tool that prints its result as text or as JSON. */
export interface Form {
  readonly json?: true;
}

/** The stack whose files are read. */
interface FileRun {
  readonly stack: string;
  readonly option?: number;
  readonly directory?: string;
}

/**
 * Prints problems: with `--json` on standard output, because a program reads them there, otherwise as text on standard
 * error.
 *
 * @param textOf - formats at least one problem; by default as problems of the configuration
 * @returns the exit code
 */
export async function refuse(
  problems: readonly Problem[],
  { json }: Form,
  io: Io,
  textOf?: (problems: readonly Problem[]) => string,
): Promise<1> {
  if (json) {
    const { refusalOf } = await import("../report/result");
    io.output(JSON.stringify(refusalOf(problems), null, 2));
  } else {
    const { formatProblems } = await import("../core/problem");
    io.error((textOf ?? formatProblems)(problems));
  }
  return 1;
}

/**
 * Problems of the files of a stack: what the CLI would reject in them.
 *
 * @throws UsageError if there is no project, or it lacks a package that its program needs
 * @throws UnknownStackError if the stack has no file
 */
export async function problemsOfStack(run: FileRun): Promise<readonly Problem[]> {
  try {
    await checkStack(run, run.directory);
    return [];
  } catch (error) {
    const { UnknownStackError } = await import("../simulator/project");
    const { ProjectError } = await import("../simulator/yaml-file");
    if (!(error instanceof ProjectError) || error instanceof UnknownStackError) throw error;
    return [problemOf(error)];
  }
}

/**
 * Problems of the files of a stack, for `--json`. Without it, the error goes to the caller of the tool, which prints it
 * as text.
 *
 * @throws ProjectError without `--json`, if the CLI would reject one of the files
 * @throws what `problemsOfStack` throws
 */
export async function problemsOfFiles(flags: Form & FileRun): Promise<readonly Problem[]> {
  if (flags.json) return problemsOfStack(flags);
  await checkStack(flags, flags.directory);
  return [];
}
