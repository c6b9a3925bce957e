import { realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { sep } from "node:path";
import type { Program } from "./program";

const required = createRequire(__filename);

/** Loaded modules of the program, without its dependencies. */
function ownModules({ directory }: Program): readonly string[] {
  const own = realpathSync(directory) + sep;
  return Object.keys(required.cache).filter(
    (file) => file.startsWith(own) && !file.includes(`${sep}node_modules${sep}`),
  );
}

const versionsOf = (files: readonly string[]) =>
  files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs).join();
const loaded = new Map<string, { readonly main: () => unknown; readonly versions: string }>();

/**
 * Runs a program and keeps its modules loaded for the next run. Reloads them if a file has changed, or if the program
 * does not export a function: such a program registers its resources while it is loaded.
 */
export function start(program: Program): unknown {
  const { entryPoint } = program;
  const known = loaded.get(entryPoint);
  if (known?.versions === versionsOf(ownModules(program))) return known.main();
  loaded.delete(entryPoint);
  for (const file of ownModules(program)) Reflect.deleteProperty(required.cache, file);
  const exported = required(entryPoint) as unknown;
  if (typeof exported !== "function") return exported;
  const main = exported as () => unknown;
  loaded.set(entryPoint, { main, versions: versionsOf(ownModules(program)) });
  return main();
}
