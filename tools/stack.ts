import type { Configuration } from "../components/configuration";
import { readConfiguration } from "../components/configuration";
import { runProgram } from "../simulator/run";
import type { Io } from "./command";

/**
 * Reads the configuration of a stack as the program does, without running the program.
 *
 * @param directory - directory of `Pulumi.yaml`
 * @throws ProjectError if the stack does not exist, or the CLI would refuse one of its files
 */
export async function readStack(stack: string, directory: string, io: Io): Promise<Configuration> {
  let configuration: Configuration = { values: {}, region: undefined, problems: [] };
  const { unreadableSecrets } = await runProgram({
    directory,
    stack,
    pass: "preview",
    program: () => {
      configuration = readConfiguration();
      return Promise.resolve();
    },
  });
  for (const path of unreadableSecrets) io.error(`note: ${path} is encrypted and cannot be read offline`);
  return configuration;
}
