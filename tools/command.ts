import { join } from "node:path";
import type { OptionValues } from "commander";
import { Command, CommanderError, InvalidArgumentError } from "commander";

/** Folder of `Pulumi.yaml`. */
export const projectDirectory = join(__dirname, "..");

/** Where a tool writes: results to `output`, everything else to `error`. Each call ends a line. */
export interface Io {
  readonly output: (text: string) => void;
  readonly error: (text: string) => void;
}

/** A tool: its flags in, its exit code out. Its file loads the program and the SDK only once the flags are read. */
export type Main = (argv: readonly string[], io: Io) => Promise<number>;

const progressAfterMilliseconds = 2000;

/** Says what takes so long, if it takes more than two seconds. */
export async function withProgress<T>(what: string, io: Io, work: Promise<T>): Promise<T> {
  const timer = setTimeout(() => io.error(`${what} ...`), progressAfterMilliseconds);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

/** Exit codes of all tools. */
const exitCodes = { findings: 1, misuse: 2 } as const;

/** Reads `--option`. @throws InvalidArgumentError for anything but 1 to 5 */
export function optionNumber(text: string): number {
  if (!/^[1-5]$/.test(text)) throw new InvalidArgumentError(`got ${text}; allowed: 1, 2, 3, 4, 5.`);
  return Number(text);
}

/** Reads `--pass`. @throws InvalidArgumentError for anything but preview and apply */
export function passName(text: string): "preview" | "apply" {
  if (text !== "preview" && text !== "apply") throw new InvalidArgumentError(`got ${text}; allowed: preview, apply.`);
  return text;
}

/** A command that misuse ends with exit code 2 and the help text. */
export function createCommand(name: string, description: string): Command {
  return new Command(`npm run ${name} --`)
    .description(`${description}\n\nExit codes: 0 fine, 1 problems found, 2 wrong use.`)
    .allowExcessArguments(false)
    .showHelpAfterError("(--help lists the flags)")
    .exitOverride();
}

async function exitCode(error: unknown, io: Io): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.misuse;
  const { ProjectError } = await import("../simulator/project");
  if (error instanceof ProjectError) {
    io.error(error.message);
    return error.message.startsWith("no stack named") ? exitCodes.misuse : exitCodes.findings;
  }
  io.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodes.findings;
}

/**
 * Reads the flags of a tool and does its work.
 *
 * @param work - gets the flags, answers the exit code
 * @returns the exit code, also where the flags are wrong or the work fails
 */
export async function run(
  command: Command,
  argv: readonly string[],
  io: Io,
  work: (flags: OptionValues) => Promise<number>,
): Promise<number> {
  // Commander ends its texts with a line break itself.
  const line = (text: string) => text.replace(/\n$/, "");
  command.configureOutput({ writeOut: (text) => io.output(line(text)), writeErr: (text) => io.error(line(text)) });
  try {
    command.parse(argv, { from: "user" });
    return await work(command.opts());
  } catch (error) {
    return exitCode(error, io);
  }
}

/** Runs a tool as this process: with its arguments, its streams and its exit code. */
export async function start(main: Main): Promise<void> {
  process.exitCode = await main(process.argv.slice(2), {
    output: (text) => void process.stdout.write(`${text}\n`),
    error: (text) => void process.stderr.write(`${text}\n`),
  });
}
