import type { Configuration } from "../components/configuration";
import { readConfiguration } from "../components/configuration";
import type { Decision } from "../core/decide";
import { decide } from "../core/decide";
import type { Problem } from "../core/problem";
import type { RunResult } from "../simulator/run";
import { runProgram } from "../simulator/run";
import type { Io } from "./command";
import type { StackFile } from "./positions";
import { withPositions } from "./positions";

/** Says what only the CLI can read: environments, and encrypted values of other namespaces. The project's are problems. */
export function noteUnread({ project, unreadableSecrets, environments }: RunResult, io: Io): void {
  for (const name of environments) io.error(`note: the values of environment ${name} cannot be read offline`);
  for (const path of unreadableSecrets)
    if (!path.startsWith(`${project}:`)) io.error(`note: ${path} is encrypted and cannot be read offline`);
}

/**
 * Decides about a configuration as the program does. The problems have their lines in the stack file.
 *
 * @param file - the stack file that the configuration comes from
 */
export function decideStack({ values, region, withheld, problems }: Configuration, file: StackFile): Decision {
  const decision = decide(values, region, withheld);
  const all: readonly Problem[] = [...problems, ...("problems" in decision ? decision.problems : [])];
  return all.length === 0 ? decision : { problems: withPositions(all, file) };
}

/**
 * Reads the configuration of a stack as the program does, without running the program.
 *
 * @param directory - directory of `Pulumi.yaml`
 * @throws ProjectError if the stack does not exist, or the CLI would refuse one of its files
 */
export async function readStack(stack: string, directory: string, io: Io): Promise<Configuration> {
  let configuration: Configuration = { values: {}, region: undefined, withheld: [], problems: [] };
  const result = await runProgram({
    directory,
    stack,
    pass: "preview",
    program: () => {
      configuration = readConfiguration();
      return Promise.resolve();
    },
  });
  noteUnread(result, io);
  return configuration;
}
