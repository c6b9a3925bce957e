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
import { keepFiles, restoreFiles } from "./kept";
import type { KeptFiles } from "./kept";
import { projectDirectory } from "./run";
import { serve, stop } from "./server";

const region = "us-east-1";

/** A temporary copy of the project with the real engine, an empty state and an empty account of its own. */
export interface Workspace {
  readonly directory: string;
  readonly aws: AwsProvider;
  /** Runs `pulumi` with the arguments; never throws for a failed command. */
  readonly pulumi: (...args: readonly string[]) => Promise<Outcome>;
  /** Runs `pulumi` and gives its output. @throws Error with the output, if the command fails */
  readonly succeed: (...args: readonly string[]) => Promise<string>;
  /** Starts `pulumi` without waiting for its end; in a process group of its own, so that it can be killed whole. */
  readonly start: (...args: readonly string[]) => ChildProcess;
  /** The state of a stack of this project, as the engine wrote it last. */
  readonly state: (stack: string) => State;
  /** Stack files, state and account as they are now. */
  readonly keep: () => Kept;
  /** Brings back what was kept, in this workspace or in another one. */
  readonly restore: (kept: Kept) => void;
  readonly close: () => void;
}

/** What of a checkpoint the tests look at. */
interface State {
  readonly resources: readonly { readonly urn: string; readonly id?: string; readonly custom: boolean }[];
  readonly pending_operations?: readonly { readonly resource: { readonly urn: string }; readonly type: string }[];
}

/** What a workspace held at a moment. */
export interface Kept {
  readonly state: KeptFiles;
  readonly stackFiles: KeptFiles;
  readonly account: AccountSnapshot;
}

/** The product's own files: the CLI rewrites stack files, so it never sees the checkout itself. */
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
 * Opens a workspace in which programs and packs run as on users' machines: each in a Node of its own, by the language
 * host that the engine finds on its PATH. `openWarmWorkspace` saves most of that time.
 *
 * @param environment - of every command, beside the process's own
 * @throws Error if there is no engine and none can be built
 */
export async function openWorkspace(environment: NodeJS.ProcessEnv = {}): Promise<Workspace> {
  const engine = await findEngine((text) => process.stdout.write(`      ${text}\n`));
  const root = mkdtempSync(join(tmpdir(), "engine-"));
  const [directory, bin, state] = [join(root, "project"), join(root, "bin"), join(root, "state")];
  for (const folder of [directory, bin, state, join(root, "home")]) mkdirSync(folder);
  copyProject(directory);
  if (!engine.hasLanguageHost) writeLanguageHost(bin);
  const aws = await serveAws();
  // awsx serves one provider per process; all commands of the workspace attach to it.
  const awsx = await serve("awsx/provider.ts", region);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...environment,
    PATH: [bin, dirname(engine.file), process.env["PATH"] ?? ""].join(delimiter),
    PULUMI_HOME: join(root, "home"),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "1",
    // Commands are short and small: Go need not look for garbage as often as it does by itself.
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
    keep: () => ({
      state: keepFiles(state),
      stackFiles: new Map(stackFiles().map((file) => [file, readFileSync(join(directory, file))])),
      account: aws.account.snapshot(),
    }),
    restore: (kept) => {
      restoreFiles(state, kept.state);
      for (const [file, content] of kept.stackFiles) writeFileSync(join(directory, file), content);
      aws.account.restore(kept.account);
    },
    close: () => {
      stop(awsx);
      aws.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** State is written at the end of a command: what it leaves is the same, unless its engine is killed. */
const writtenAtTheEnd = { PULUMI_SKIP_CHECKPOINTS: "true" };

/** As `openWorkspace`, but programs and packs of all commands run in processes that stay, one command at a time. */
export async function openWarmWorkspace(environment: NodeJS.ProcessEnv = writtenAtTheEnd): Promise<Workspace> {
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
