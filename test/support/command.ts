import type { ChildProcess } from "node:child_process";

/** The result of a command. */
export interface Outcome {
  readonly code: number;
  /** Standard output and standard error, in the order of arrival. */
  readonly output: string;
  readonly seconds: number;
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

/** The output of a command. @throws Error with `what` and the output if it fails */
export async function outputOf(what: string, running: Promise<Outcome>): Promise<string> {
  const { code, output } = await running;
  if (code !== 0) throw new Error(`${what}\n${output}`);
  return output;
}
