import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { nodeArguments } from "../../simulator/engine/node-arguments";
import { projectDirectory } from "./run";

/** A server of the simulator in a process of its own. */
export interface Served {
  readonly port: number;
  readonly child: ChildProcess;
}

/**
 * Starts a script of the simulator that prints the port on which it serves, and ends with this process.
 *
 * @param script - its file within simulator/
 * @returns once it has printed the port
 * @throws Error with what it wrote, if it ends before that; if it ends later, that is printed
 */
export function serve(script: string, region: string): Promise<Served> {
  const file = join(projectDirectory, "simulator", script);
  const child = spawn(process.execPath, [...nodeArguments, file], {
    cwd: projectDirectory,
    env: { ...process.env, AWS_REGION: region },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Programs that a failed call stops complain here of the engine that is gone; that is of interest only if the server
  // ends too.
  let complaints = "";
  let listening = false;
  child.stderr.on("data", (text: Buffer) => (complaints += text.toString()));
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => {
      const end = `${script} ended with ${String(code)}\n${complaints}`;
      if (listening) process.stderr.write(end);
      else reject(new Error(end));
    });
    child.stdout.once("data", (text: Buffer) => {
      listening = true;
      resolve({ port: Number(text.toString().trim()), child });
    });
  });
}

/** Ends a server; that it ends is then no error. */
export const stop = ({ child }: Served) => child.removeAllListeners("exit").kill();
