import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, resolve, sep } from "node:path";
import { FileError, lineOfKey, ProjectError } from "./yaml-file";

/** The program of a project, as the CLI finds it. */
export interface Entry {
  /** File that Node loads first. */
  readonly file: string;
  /** Folder in which the CLI runs the program. */
  readonly folder: string;
  /** Whether the program is an ES module: `"type": "module"` in its `package.json`. */
  readonly isModule: boolean;
}

const own = resolve(__dirname, "..") + sep;

/** Whether a file below a folder belongs to the program there: not to this project, and to no package. */
export const isProgramFile = (file: string, folder: string): boolean =>
  file.startsWith(resolve(folder) + sep) && !file.startsWith(own) && !file.includes(`${sep}node_modules${sep}`);

interface Manifest {
  readonly folder: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** The closest `package.json` of a folder and those above it. @throws ProjectError if it is no JSON */
function manifestOf(folder: string): Manifest | undefined {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return dirname(folder) === folder ? undefined : manifestOf(dirname(folder));
  try {
    return { folder, content: JSON.parse(readFileSync(file, "utf8")) as Manifest["content"] };
  } catch (error) {
    throw new ProjectError(`could not read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The entry that a `package.json` names: `exports` if it has any, otherwise `main`. */
function namedEntry({ content }: Manifest): unknown {
  const { exports, main } = content as { readonly exports?: unknown; readonly main?: unknown };
  if (typeof exports !== "object" || exports === null) return exports ?? main;
  const root = (exports as Readonly<Record<string, unknown>>)["."];
  if (typeof root !== "object" || root === null) return root;
  const conditions = root as Readonly<Record<string, unknown>>;
  return conditions["default"] ?? conditions["require"] ?? conditions["import"];
}

/** The file that Node loads for a folder. */
function fileOf(folder: string): string | undefined {
  try {
    return createRequire(join(folder, "package.json")).resolve(folder + sep);
  } catch {
    return ["index.mjs", "index.mts"].map((name) => join(folder, name)).find((file) => existsSync(file));
  }
}

/** The program that `main` of `Pulumi.yaml` names: a file, or a folder. @throws ProjectError if there is none */
function namedProgram(directory: string, main: string): string {
  const path = resolve(directory, main);
  const file = join(directory, "Pulumi.yaml");
  const fault = (what: string, fix: string) =>
    new FileError(file, { key: "main", line: lineOfKey(file, "main"), message: `got ${main}; ${what}`, fix });
  if (isAbsolute(main) || !(path + sep).startsWith(resolve(directory) + sep))
    throw fault("allowed: a file or folder below the folder of Pulumi.yaml", "give its path from there");
  if (!existsSync(path)) throw fault("there is no such file or folder", "correct main, or create the program there");
  return path;
}

/**
 * Finds the program of a project: the file that `main` of `Pulumi.yaml` names; without `main`, or for a folder, what
 * `package.json` names, or the folder's `index` file.
 * Source: GetPwdMain in https://github.com/pulumi/pulumi/blob/master/sdk/go/common/workspace/paths.go, and
 * @pulumi/pulumi/cmd/run
 *
 * @param directory - folder of `Pulumi.yaml`
 * @throws ProjectError if there is no program
 */
export function entryOf(directory: string, main: string | undefined): Entry {
  const path = main === undefined ? resolve(directory) : namedProgram(directory, main);
  const isFile = statSync(path).isFile();
  const folder = isFile ? dirname(path) : path;
  const manifest = manifestOf(folder);
  const isModule = manifest?.content["type"] === "module";
  if (isFile) return { file: path, folder, isModule };
  const named = manifest === undefined ? undefined : namedEntry(manifest);
  const file = manifest !== undefined && typeof named === "string" ? join(manifest.folder, named) : undefined;
  if (file !== undefined && statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    return { file, folder, isModule };
  const index = fileOf(folder);
  if (index !== undefined) return { file: index, folder, isModule };
  throw new ProjectError(
    `${folder} has no program; allowed: the file that main of Pulumi.yaml or package.json names, index.ts or index.js; create index.ts, or correct main`,
  );
}
