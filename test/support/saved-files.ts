import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** Contents of files, by path within a folder. */
export type SavedFiles = ReadonlyMap<string, Buffer>;

/** Reads all files of a folder. */
export function saveFiles(folder: string): SavedFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(files.map((file) => [relative(folder, file), readFileSync(file)]));
}

/** Replaces the content of a folder with the saved files. */
export function restoreFiles(folder: string, files: SavedFiles): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [file, content] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
}
