import { askPulumi } from "./pulumi-cli";

/** Without an answer, the preview goes on. */
const timeoutMilliseconds = 20_000;

type Outputs = Readonly<Record<string, unknown>>;

/** Both passes of a preview, and all tools of one process, ask the CLI once. */
const read = new Map<string, Outputs | undefined>();

function ask(directory: string, stack: string): Outputs | undefined {
  const { status, stdout } = askPulumi(
    { directory, timeoutMilliseconds },
    "stack",
    "output",
    "--json",
    "--stack",
    stack,
  );
  if (status !== 0) return undefined;
  const outputs: unknown = JSON.parse(stdout);
  return typeof outputs === "object" && outputs !== null ? (outputs as Outputs) : undefined;
}

/**
 * Reads outputs of stacks that a program refers to by the Pulumi CLI, if there is one and it is logged in.
 *
 * @param directory - folder of the project that refers to them
 * @returns the outputs of a stack by its full name, without secrets; undefined if the CLI does not give them
 */
export const outputsByCli =
  (directory: string) =>
  (stack: string): Record<string, unknown> | undefined => {
    const key = `${directory} ${stack}`;
    if (!read.has(key)) read.set(key, ask(directory, stack));
    const outputs = read.get(key);
    return outputs === undefined ? undefined : { ...outputs };
  };
