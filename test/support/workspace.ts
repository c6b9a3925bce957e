import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { AwsProvider } from "../../simulator/aws/provider";
import { serveAws } from "../../simulator/aws/provider";
import { engineFolder } from "../../tools/engine/cli";
import { projectDirectory } from "./run";
import { serve, stop } from "./server";

/** What a command of the CLI came to. */
interface Outcome {
  readonly code: number;
  /** Both streams, in the order in which they came. */
  readonly output: string;
  readonly seconds: number;
}

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
  /** Stack files, state and account as they are now. @returns what brings them back */
  readonly keep: () => () => void;
  readonly close: () => void;
}

/** What of a checkpoint the tests look at. */
interface State {
  readonly resources: readonly { readonly urn: string; readonly id?: string; readonly custom: boolean }[];
  readonly pending_operations?: readonly { readonly resource: { readonly urn: string }; readonly type: string }[];
}

function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const start = process.hrtime.bigint();
  let output = "";
  const keep = (text: Buffer) => (output += text.toString());
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return new Promise((resolve) => {
    child.on("close", (code) => {
      resolve({ code: code ?? -1, output, seconds: Number(process.hrtime.bigint() - start) / 1e9 });
    });
  });
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
 * Opens a workspace.
 *
 * @param more - environment of every command beside the process's own
 * @throws Error if there is no engine and none can be built
 */
export async function openWorkspace(region = "us-east-1", more: NodeJS.ProcessEnv = {}): Promise<Workspace> {
  const engine = await engineFolder((text) => process.stdout.write(`      ${text}\n`));
  const root = mkdtempSync(join(tmpdir(), "engine-"));
  const directory = join(root, "project");
  for (const folder of ["project", "home", "state"]) mkdirSync(join(root, folder));
  copyProject(directory);
  const aws = await serveAws();
  // awsx serves one provider per process; all commands of the workspace attach to it.
  const awsx = await serve("awsx/provider.ts", region);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...more,
    PATH: `${engine}${delimiter}${process.env["PATH"] ?? ""}`,
    PULUMI_HOME: join(root, "home"),
    PULUMI_BACKEND_URL: `file://${join(root, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "1",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_PROVIDERS: `aws:${aws.port},awsx:${awsx.port}`,
  };
  const start = (...args: readonly string[]) =>
    spawn(join(engine, "pulumi"), [...args, "--non-interactive"], {
      cwd: directory,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
  const pulumi = (...args: readonly string[]) => outcomeOf(start(...args));
  let kept = 0;
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
      const file = join(root, "state", ".pulumi", "stacks", "private-integrations", `${stack}.json`);
      const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as { checkpoint: { latest?: Partial<State> } };
      return { resources: [], ...checkpoint.latest };
    },
    keep: () => {
      const copy = join(root, `kept-${String(++kept)}`);
      const account = aws.account.snapshot();
      const stackFile = readFileSync(join(directory, "Pulumi.dev.yaml"));
      cpSync(join(root, "state"), copy, { recursive: true });
      return () => {
        rmSync(join(root, "state"), { recursive: true });
        cpSync(copy, join(root, "state"), { recursive: true });
        writeFileSync(join(directory, "Pulumi.dev.yaml"), stackFile);
        aws.account.restore(account);
      };
    },
    close: () => {
      stop(awsx);
      aws.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
