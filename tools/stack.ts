import type { Configuration } from "../components/configuration";
import { readConfiguration } from "../components/configuration";
import { runProgram } from "../simulator/run";
import type { Io } from "./command";

/**
 * A stack's configuration, read as the program reads it, without running the program.
 *
 * @param directory - folder of `Pulumi.yaml`
 * @throws ProjectError if there is no such stack, or a file that the CLI would refuse
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
