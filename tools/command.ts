import type { OptionValues } from "commander";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { commandName } from "./package";
import type { Io } from "./progress";
import { streams } from "./progress";

/** Directory of `Pulumi.yaml` unless a flag names another. */
export const projectDirectory = process.cwd();

export type { Io };

/** A tool: takes its arguments, returns its exit code. It loads the SDK only after parsing the flags. */
export type Main = (argv: readonly string[], io: Io) => Promise<number>;

const leastColumns = 80;

/** Width of texts: that of the terminal, but at least 80 columns, which is also the width of files and pipes. */
export const outputColumns = ({ columns = leastColumns }: Io): number => Math.max(leastColumns, columns);

/** Shows `what` from now on, until something is printed or shown instead. */
export function withProgress<T>(what: string, { progress }: Io, work: Promise<T>): Promise<T> {
  progress?.(what);
  return work;
}

/** Exit codes of all tools. */
const exitCodes = { problems: 1, usageError: 2 } as const;

/** The exit codes, for help texts. */
export const exitCodesText = "Exit codes: 0 success, 1 problems found, 2 usage error.";

/** Reads `--option`. @throws InvalidArgumentError for anything but 1 to 5 */
export function optionNumber(text: string): number {
  if (!/^[1-5]$/.test(text)) throw new InvalidArgumentError(`got ${text}; allowed: 1, 2, 3, 4, 5.`);
  return Number(text);
}

/** Reads a count. @throws InvalidArgumentError for anything but a whole number */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(`got ${text}; allowed: a whole number.`);
  return Number(text);
}

/** Reads `--pass`. @throws InvalidArgumentError for anything but preview and apply */
export function passName(text: string): "preview" | "apply" {
  if (text !== "preview" && text !== "apply") throw new InvalidArgumentError(`got ${text}; allowed: preview, apply.`);
  return text;
}

/** A command that cannot do what its flags ask for; nothing has run. It exits with code 2. */
export class UsageError extends Error {}

/** The closest folder above with a `Pulumi.yaml`. */
function projectAbove(directory: string): string | undefined {
  const above = dirname(directory);
  if (above === directory) return undefined;
  return existsSync(join(above, "Pulumi.yaml")) ? above : projectAbove(above);
}

/** @throws UsageError if a folder has no project */
export function checkFolder(directory: string): void {
  if (existsSync(join(directory, "Pulumi.yaml"))) return;
  const above = projectAbove(resolve(directory));
  throw new UsageError(
    `there is no Pulumi.yaml in ${resolve(directory)}; run this in ${above ?? "the folder of the project"}`,
  );
}

/**
 * Makes the SDK of a program's folder the one that the simulator serves. Before any module of it is loaded.
 *
 * @throws UsageError if the folder lacks a package of it
 */
export async function useSdk(directory: string): Promise<void> {
  const { useSdkOf } = await import("./project-sdk");
  const missing = useSdkOf(directory);
  if (missing.length > 0)
    throw new UsageError(
      `${resolve(directory)} lacks packages that its program needs; run npm install ${missing.join(" ")}`,
    );
}

/**
 * Reads the files of a stack before anything heavy is loaded: a mistake in them costs no import of the SDK.
 *
 * @param directory - folder of `Pulumi.yaml`
 * @throws UsageError if there is no project, or it lacks a package that its program needs
 * @throws UnknownStackError if the stack has no file
 * @throws ProjectError if the CLI would reject one of the files, or the project has no program
 */
export async function checkStack({ stack, option }: { stack: string; option?: number }, directory = projectDirectory) {
  checkFolder(directory);
  const { readProject } = await import("../simulator/project");
  const { main } = readProject(directory, stack, option === undefined ? {} : { option });
  const { entryOf } = await import("../simulator/entry");
  entryOf(directory, main);
  await useSdk(directory);
}

/** Creates a command. Usage errors exit with code 2. */
export function createCommand(name: string, description: string): Command {
  return new Command(commandName(name))
    .description(`${description}\n\n${exitCodesText}`)
    .allowExcessArguments(false)
    .showHelpAfterError("(run with --help to list the flags)")
    .exitOverride();
}

async function exitCode(error: unknown, io: Io): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usageError;
  if (error instanceof UsageError) {
    io.error(error.message);
    return exitCodes.usageError;
  }
  const { UnknownStackError } = await import("../simulator/project");
  const { FileError, ProjectError } = await import("../simulator/yaml-file");
  if (error instanceof FileError) {
    const { formatProblems } = await import("../core/problem");
    const { problemOf } = await import("./file-problem");
    io.error(formatProblems([problemOf(error)]));
    return exitCodes.problems;
  }
  if (error instanceof ProjectError) {
    io.error(error.message);
    return error instanceof UnknownStackError ? exitCodes.usageError : exitCodes.problems;
  }
  io.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodes.problems;
}

/**
 * Parses the flags of a tool and runs it.
 *
 * @param work - takes the flags, returns the exit code
 * @returns the exit code, also after a usage error or a failure of `work`
 */
export async function run(
  command: Command,
  argv: readonly string[],
  io: Io,
  work: (flags: OptionValues) => Promise<number>,
): Promise<number> {
  // Commander ends its texts with a line break, and so does Io.
  const line = (text: string) => text.replace(/\n$/, "");
  command.configureOutput({ writeOut: (text) => io.output(line(text)), writeErr: (text) => io.error(line(text)) });
  try {
    command.parse(argv, { from: "user" });
    return await work(command.opts());
  } catch (error) {
    return exitCode(error, io);
  }
}

/** Lets a reader such as `head` close the pipe early: Node would end with a stack trace, not with the tool's exit code. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

/** Runs a tool with the arguments, streams and exit code of this process. */
export async function start(main: Main): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosedPipe);
  const io = streams(process.stdout, process.stderr);
  process.exitCode = await main(process.argv.slice(2), io);
  io.progress?.("");
}
