import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Main } from "../../tools/command";
import { projectDirectory } from "./run";

/** Exit code and streams of a tool. */
interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a tool in this process. The output has no colours, which depend on the terminal. */
export const inProcess =
  (main: Main) =>
  async (...flags: readonly string[]): Promise<Outcome> => {
    const written = { stdout: "", stderr: "" };
    const write = (stream: keyof typeof written) => (text: string) => {
      written[stream] += `${stripVTControlCharacters(text)}\n`;
    };
    const status = await main(flags, { output: write("stdout"), error: write("stderr") });
    return { status, ...written };
  };

/** Arguments for Node in the npm script of a tool. */
function commandOf(name: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(projectDirectory, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const [node, ...words] = scripts[name]?.split(" ") ?? [];
  assert.equal(node, "node");
  return words;
}

function spawned(args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: projectDirectory,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
    maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr };
}

/** Runs a tool in a new process, with the command of its npm script. */
export const inOwnProcess = (name: string, ...flags: readonly string[]) => spawned([...commandOf(name), ...flags]);

/** Runs JavaScript in a new process, with the Node options of a tool's npm script. */
export const evaluate = (name: string, script: string) => spawned([...commandOf(name).slice(0, -1), "--eval", script]);
