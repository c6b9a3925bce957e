import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { nodeArguments } from "../../simulator/engine/node-arguments";
import { projectDirectory } from "./run";

/** A server of the simulator in a separate process. */
export interface Served {
  readonly port: number;
  readonly child: ChildProcess;
}

/**
 * Starts a server script of the simulator, which prints its port. The server ends when this process ends.
 *
 * @param script - path within simulator/
 * @returns the server, once it has printed its port
 * @throws Error with the server's output if it ends before that; a later end is printed
 */
export function serve(script: string, region: string): Promise<Served> {
  const file = join(projectDirectory, "simulator", script);
  const child = spawn(process.execPath, [...nodeArguments, file], {
    cwd: projectDirectory,
    env: { ...process.env, AWS_REGION: region },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Programs that were stopped by a failed call report the ended engine here. This matters only if the server ends too.
  let errors = "";
  let listening = false;
  child.stderr.on("data", (text: Buffer) => (errors += text.toString()));
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => {
      const end = `${script} ended with ${String(code)}\n${errors}`;
      if (listening) process.stderr.write(end);
      else reject(new Error(end));
    });
    child.stdout.once("data", (text: Buffer) => {
      listening = true;
      resolve({ port: Number(text.toString().trim()), child });
    });
  });
}

/** Ends a server without reporting its end as an error. */
export const stop = ({ child }: Served) => child.removeAllListeners("exit").kill();
