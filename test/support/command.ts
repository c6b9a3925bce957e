import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";

/** What a command came to. */
export interface Outcome {
  readonly code: number;
  /** Both streams, in the order in which they came. */
  readonly output: string;
  readonly seconds: number;
}

/** Kills the group of a command once this process has ended, however that came: nothing else would. */
function endWithUs(child: ChildProcess): void {
  const script = `read -r _; kill -s KILL -- -${String(child.pid)}`;
  // In a group of its own, so that what ends this process from a terminal does not end it as well.
  const guard = spawn("sh", ["-c", script], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  child.once("exit", () => guard.kill("SIGKILL"));
}

/** Starts a command in a process group of its own, so that it can be killed whole. */
export function startCommand(
  file: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): ChildProcess {
  const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"], detached: true });
  endWithUs(child);
  return child;
}

/** Waits until a command has ended. */
export function outcomeOf(child: ChildProcess): Promise<Outcome> {
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
