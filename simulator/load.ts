import { RunError } from "@pulumi/pulumi";
import { createRequire } from "node:module";
import { basename, extname } from "node:path";
import { pathToFileURL } from "node:url";
import type { Entry } from "./entry";
import { isProgramFile } from "./entry";

/** The compiler would replace a plain `import()` by `require`, which cannot load every ES module. */
const importNative = (0, eval)("(url) => import(url)") as (url: string) => Promise<Readonly<Record<string, unknown>>>;

let imports = 0;

/** Loads a CommonJS module, or TypeScript, which is compiled to one. */
function required({ file, folder }: Entry): unknown {
  const require = createRequire(file);
  // Modules of this project and of packages keep their state between runs.
  for (const loaded of Object.keys(require.cache))
    if (isProgramFile(loaded, folder) || loaded === file) Reflect.deleteProperty(require.cache, loaded);
  return require(file);
}

/** What an ES module exports: its default export, or all named exports, but not both. */
function exportsOf(module: Readonly<Record<string, unknown>>, file: string): unknown {
  const names = Object.keys(module).filter((name) => name !== "__esModule");
  if (!names.includes("default")) return module;
  if (names.length === 1) return module["default"];
  const others = names.filter((name) => name !== "default").join(", ");
  throw new RunError(
    `${basename(file)} has a default export and named exports (${others}), which Pulumi refuses; remove one of the two`,
  );
}

/** @throws RunError for a function that Pulumi would not call, so that the stack would have no resources */
function checkDefault(exported: unknown, file: string): void {
  const { default: byDefault } = (exported ?? {}) as { readonly default?: unknown };
  if (typeof byDefault !== "function") return;
  throw new RunError(
    `${basename(file)} exports a function as default, which Pulumi calls only in a project whose package.json has "type": "module"; write "export = () => ..." (TypeScript) or "module.exports = () => ..." (JavaScript) instead`,
  );
}

async function exportedBy(entry: Entry): Promise<unknown> {
  const { file, isModule } = entry;
  const isTypeScript = /^\.[cm]?ts$/.test(extname(file));
  if (!isModule || isTypeScript) {
    const exported = required(entry);
    if (isModule) return exportsOf(exported as Readonly<Record<string, unknown>>, file);
    checkDefault(exported, file);
    return exported;
  }
  imports += 1;
  // Node loads an ES module once for each URL.
  return exportsOf(await importNative(`${pathToFileURL(file).href}?run=${imports}`), file);
}

/**
 * Loads a program as the CLI does, and calls the function that it exports, if any. A program may register resources when
 * its modules are loaded, so each run loads them anew.
 *
 * @returns the outputs of the stack
 * @throws RunError for exports that Pulumi refuses or ignores
 */
export async function loadProgram(entry: Entry): Promise<unknown> {
  const exported = await exportedBy(entry);
  return typeof exported === "function" ? (exported as () => unknown)() : exported;
}
