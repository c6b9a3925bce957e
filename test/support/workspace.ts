import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { AccountSnapshot } from "../../simulator/aws/account";
import type { AwsProvider } from "../../simulator/aws/provider";
import { serveAws } from "../../simulator/aws/provider";
import { findEngine, writeLanguageHost } from "../../tools/engine/cli";
import { outcomeOf } from "./command";
import type { Outcome } from "./command";
import { restoreFiles, saveFiles } from "./saved-files";
import type { SavedFiles } from "./saved-files";
import { projectDirectory } from "./run";
import { serve, stop } from "./server";

const region = "us-east-1";

/** A temporary copy of the project with the real engine, an empty state and an empty simulated account. */
export interface Workspace {
  readonly directory: string;
  /** Environment variables of its commands. */
  readonly env: NodeJS.ProcessEnv;
  readonly aws: AwsProvider;
  /** Runs `pulumi` with the arguments. Does not throw if the command fails. */
  readonly pulumi: (...args: readonly string[]) => Promise<Outcome>;
  /** Runs `pulumi`. @returns its output. @throws Error with the output if the command fails */
  readonly succeed: (...args: readonly string[]) => Promise<string>;
  /** Starts `pulumi` without waiting for it, in a new process group, so that all its processes can be killed. */
  readonly start: (...args: readonly string[]) => ChildProcess;
  /** The latest checkpoint of a stack. */
  readonly state: (stack: string) => State;
  /** Saves stack files, state and account. */
  readonly save: () => WorkspaceSnapshot;
  /** Restores a snapshot of this or another workspace. */
  readonly restore: (snapshot: WorkspaceSnapshot) => void;
  readonly close: () => void;
}

/** The part of a checkpoint that tests read. */
interface State {
  readonly resources: readonly { readonly urn: string; readonly id?: string; readonly custom: boolean }[];
  readonly pending_operations?: readonly { readonly resource: { readonly urn: string }; readonly type: string }[];
}

/** The content of a workspace at one moment. */
export interface WorkspaceSnapshot {
  readonly state: SavedFiles;
  readonly stackFiles: SavedFiles;
  readonly account: AccountSnapshot;
}

/** Copies the project without tests and docs. The CLI rewrites stack files, so it must not run in the checkout. */
export function copyProject(directory: string): void {
  const tracked = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ".", ":!test", ":!docs"],
    {
      cwd: projectDirectory,
      encoding: "utf8",
    },
  );
  for (const file of tracked.split("\0").filter((name) => name !== "")) {
    cpSync(join(projectDirectory, file), join(directory, file));
  }
  symlinkSync(join(projectDirectory, "node_modules"), join(directory, "node_modules"));
}

/**
 * Opens a workspace in which programs and policy packs run as on users' machines: in new Node processes, started by the
 * language host on the engine's PATH. `openWarmWorkspace` is much faster.
 *
 * @param environment - additional environment variables of every command
 * @throws Error if there is no engine and it cannot be built
 */
export async function openWorkspace(environment: NodeJS.ProcessEnv = {}): Promise<Workspace> {
  const engine = await findEngine((text) => process.stdout.write(`      ${text}\n`));
  const root = mkdtempSync(join(tmpdir(), "engine-"));
  const [directory, bin, state] = [join(root, "project"), join(root, "bin"), join(root, "state")];
  for (const folder of [directory, bin, state, join(root, "home")]) mkdirSync(folder);
  copyProject(directory);
  if (!engine.hasLanguageHost) writeLanguageHost(bin);
  const aws = await serveAws();
  // The SDK serves one provider per process, so awsx runs in a separate one. All commands of the workspace attach to it.
  const awsx = await serve("awsx/provider.ts", region);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...environment,
    PATH: [bin, dirname(engine.file), process.env["PATH"] ?? ""].join(delimiter),
    PULUMI_HOME: join(root, "home"),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "1",
    // Commands are short and use little memory, so less frequent garbage collection is faster.
    GOGC: "400",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_PROVIDERS: `aws:${aws.port},awsx:${awsx.port}`,
  };
  const start = (...args: readonly string[]) =>
    spawn(engine.file, [...args, "--non-interactive"], {
      cwd: directory,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
  const pulumi = (...args: readonly string[]) => outcomeOf(start(...args));
  const stackFiles = () => readdirSync(directory).filter((file) => /^Pulumi\..+\.yaml$/.test(file));
  return {
    directory,
    env,
    aws,
    start,
    pulumi,
    succeed: async (...args) => {
      const { code, output } = await pulumi(...args);
      if (code !== 0) throw new Error(`pulumi ${args.join(" ")}\n${output}`);
      return output;
    },
    state: (stack) => {
      const file = join(state, ".pulumi", "stacks", "private-integrations", `${stack}.json`);
      const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as { checkpoint: { latest?: Partial<State> } };
      return { resources: [], ...checkpoint.latest };
    },
    save: () => ({
      state: saveFiles(state),
      stackFiles: new Map(stackFiles().map((file) => [file, readFileSync(join(directory, file))])),
      account: aws.account.snapshot(),
    }),
    restore: (snapshot) => {
      restoreFiles(state, snapshot.state);
      for (const [file, content] of snapshot.stackFiles) writeFileSync(join(directory, file), content);
      aws.account.restore(snapshot.account);
    },
    close: () => {
      stop(awsx);
      aws.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The engine writes its state only at the end of a command. The result is the same unless the engine is killed. */
const withoutCheckpoints = { PULUMI_SKIP_CHECKPOINTS: "true" };

/** Like `openWorkspace`, but programs and packs stay loaded between commands. Commands must run one at a time. */
export async function openWarmWorkspace(environment: NodeJS.ProcessEnv = withoutCheckpoints): Promise<Workspace> {
  const host = await serve("engine/language-host.ts", region);
  const workspace = await openWorkspace({ PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}`, ...environment });
  return {
    ...workspace,
    close: () => {
      workspace.close();
      stop(host);
    },
  };
}
