import { join } from "node:path";
import type { OptionValues } from "commander";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { ProjectError } from "../simulator/project";

/** Folder of `Pulumi.yaml`. */
export const projectDirectory = join(__dirname, "..");

/** What a tool says: results to standard output, everything else to standard error. */
export const print = {
  output: (text: string) => void process.stdout.write(`${text}\n`),
  error: (text: string) => void process.stderr.write(`${text}\n`),
};

const progressAfterMilliseconds = 2000;

/** Says what takes so long, on standard error, if it takes more than two seconds. */
export async function withProgress<T>(what: string, work: Promise<T>): Promise<T> {
  const timer = setTimeout(() => print.error(`${what} ...`), progressAfterMilliseconds);
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

/**
 * Runs a tool and sets the exit code of the process.
 *
 * @param main - gets the flags, answers the exit code
 */
export async function run(command: Command, main: (flags: OptionValues) => Promise<number>): Promise<void> {
  try {
    command.parse();
    process.exitCode = await main(command.opts());
  } catch (error) {
    process.exitCode = exitCode(error);
  }
}

function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.misuse;
  if (error instanceof ProjectError) {
    print.error(error.message);
    return error.message.startsWith("no stack named") ? exitCodes.misuse : exitCodes.findings;
  }
  print.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodes.findings;
}
