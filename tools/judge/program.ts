import { createRequire } from "node:module";
import { dirname, resolve, sep } from "node:path";
import type { Pass } from "../../simulator/registration";
import type { RunResult } from "../../simulator/run";
import { runFreeProgram } from "../../simulator/run";
import { located } from "../located";
import { resolvePulumiFromHere } from "./resolve";

const required = createRequire(__filename);
const withoutPackages = (file: string) => !file.includes(`${sep}node_modules${sep}`);

/** Loads a program and calls what it exports: `program`, or a function as the module itself. */
function load(file: string): unknown {
  const exported = required(resolve(file)) as unknown;
  if (typeof exported === "function") return (exported as () => unknown)();
  const { program } = exported as { readonly program?: unknown };
  return typeof program === "function" ? (program as () => unknown)() : undefined;
}

/** Resources of a program, or the errors that ended it. */
export type ProgramRun = Pick<RunResult, "resources" | "errors">;

async function runOnce(file: string, pass: Pass): Promise<{ readonly result: ProgramRun }> {
  const before = new Set(Object.keys(required.cache));
  const stop = resolvePulumiFromHere();
  try {
    const program = async () => {
      await load(file);
    };
    return { result: await runFreeProgram({ stack: "dev", pass, program }) };
  } finally {
    stop();
    for (const module of Object.keys(required.cache))
      if (!before.has(module) && withoutPackages(module)) Reflect.deleteProperty(required.cache, module);
  }
}

/**
 * Runs one pass of a program in the simulator. Its modules are loaded anew for each pass, since they may register
 * resources when they are loaded.
 */
export async function runFile(file: string, pass: Pass): Promise<ProgramRun> {
  const { result } = await located(
    dirname(file),
    () => runOnce(file, pass),
    () => false,
  );
  return result;
}
