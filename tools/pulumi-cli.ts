import { spawnSync } from "node:child_process";

/** Where a question goes, and how long its answer may take: the CLI answers from a backend, which can be far away. */
export interface Asking {
  /** Folder of the project. */
  readonly directory: string;
  readonly timeoutMilliseconds: number;
}

/** The state of a stack with some hundred resources has megabytes. */
const maxBuffer = 1 << 28;

/** Asks the Pulumi CLI. @returns its exit code and streams, or the error with which it did not start or end */
export const askPulumi = ({ directory, timeoutMilliseconds }: Asking, ...args: readonly string[]) =>
  spawnSync("pulumi", [...args, "--cwd", directory, "--non-interactive"], {
    encoding: "utf8",
    timeout: timeoutMilliseconds,
    maxBuffer,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
