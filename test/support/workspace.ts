import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountSnapshot } from "../../simulator/aws/account-events";
import { openEngine, region } from "./engine";
import type { EngineCommands } from "./engine";
import { restoreFiles, saveFiles } from "./saved-files";
import type { SavedFiles } from "./saved-files";
import { projectDirectory } from "./run";
import { serve, stop } from "./server";

/** A temporary copy of the project with the real engine, an empty state and an empty simulated account. */
export interface Workspace extends Omit<EngineCommands, "state"> {
  readonly directory: string;
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
  const root = mkdtempSync(join(tmpdir(), "engine-"));
  const directory = join(root, "project");
  mkdirSync(directory);
  copyProject(directory);
  const { close, ...commands } = await openEngine(root, directory, environment);
  const stackFiles = () => readdirSync(directory).filter((file) => /^Pulumi\..+\.yaml$/.test(file));
  const { state: states, aws } = commands;
  return {
    ...commands,
    directory,
    state: (stack) => {
      const file = join(states, ".pulumi", "stacks", "private-integrations", `${stack}.json`);
      const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as { checkpoint: { latest?: Partial<State> } };
      return { resources: [], ...checkpoint.latest };
    },
    save: () => ({
      state: saveFiles(states),
      stackFiles: new Map(stackFiles().map((file) => [file, readFileSync(join(directory, file))])),
      account: aws.account.snapshot(),
    }),
    restore: (snapshot) => {
      restoreFiles(states, snapshot.state);
      for (const [file, content] of snapshot.stackFiles) writeFileSync(join(directory, file), content);
      aws.account.restore(snapshot.account);
    },
    close: () => {
      close();
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
