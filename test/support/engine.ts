import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { AwsProvider } from "../../simulator/aws/provider";
import { serveAws } from "../../simulator/aws/provider";
import { findEngine, writeLanguageHost } from "../../tools/engine/cli";
import { outcomeOf, outputOf } from "./command";
import type { Outcome } from "./command";
import { serve, stop } from "./server";

/** Region of the simulated account. */
export const region = "us-east-1";

/** The real engine in one folder, with an empty state and an empty simulated account. */
export interface EngineCommands {
  /** Environment variables of its commands. */
  readonly env: NodeJS.ProcessEnv;
  readonly aws: AwsProvider;
  /** Folder of the backend. */
  readonly state: string;
  /** Runs `pulumi` with the arguments. Does not throw if the command fails. */
  readonly pulumi: (...args: readonly string[]) => Promise<Outcome>;
  /** Runs `pulumi`. @returns its output. @throws Error with the output if the command fails */
  readonly succeed: (...args: readonly string[]) => Promise<string>;
  /** Starts `pulumi` without waiting for it, in a new process group, so that all its processes can be killed. */
  readonly start: (...args: readonly string[]) => ChildProcess;
  readonly close: () => void;
}

/**
 * Opens the engine for a project. Programs and policy packs run in new Node processes, started by the language host on the
 * engine's PATH.
 *
 * @param root - folder for the engine's own files
 * @param directory - folder of the project
 * @param environment - additional environment variables of every command
 * @throws Error if there is no engine and it cannot be built
 */
export async function openEngine(
  root: string,
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<EngineCommands> {
  const engine = await findEngine((text) => process.stdout.write(`      ${text}\n`));
  const [bin, state] = [join(root, "bin"), join(root, "state")];
  for (const folder of [bin, state, join(root, "home")]) mkdirSync(folder);
  if (!engine.hasLanguageHost) writeLanguageHost(bin);
  const aws = await serveAws();
  // The SDK serves one provider per process, so awsx runs in a separate one. All commands attach to it.
  const awsx = await serve("awsx/provider.ts", region);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...environment,
    PATH: [bin, dirname(engine.file), environment["PATH"] ?? process.env["PATH"] ?? ""].join(delimiter),
    PULUMI_HOME: join(root, "home"),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "1",
    // Commands are short and use little memory, so less frequent garbage collection is faster.
    GOGC: "400",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_PROVIDERS: `aws:${aws.port},aws-native:${aws.nativePort},awsx:${awsx.port}`,
  };
  const start = (...args: readonly string[]) =>
    spawn(engine.file, [...args, "--non-interactive"], {
      cwd: directory,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
  const pulumi = (...args: readonly string[]) => outcomeOf(start(...args));
  return {
    env,
    aws,
    state,
    start,
    pulumi,
    succeed: (...args) => outputOf(`pulumi ${args.join(" ")}`, pulumi(...args)),
    close: () => {
      stop(awsx);
      aws.close();
    },
  };
}
